package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Gatehouse makes of Bouncy Castle's arithmetic is the signature that the JDK and Bouncy Castle's provider make and verify. */
class BouncyCastleEcdsaTest {
    private static final Provider OURS = new BouncyCastleSignatures();
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Provider JDK = Objects.requireNonNull(Security.getProvider("SunEC"));
    private static final byte[] MESSAGE = "a photograph of the sea".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"256, secp256r1, 64", "384, secp384r1, 96", "512, secp521r1, 132"})
    void agreesWithTheJdkAndWithBouncyCastlesProvider(int bits, String curve, int length)
            throws GeneralSecurityException {
        String name = "SHA" + bits + "withECDSAinP1363Format";
        for (Provider maker : new Provider[] {JDK, BOUNCY_CASTLE}) {
            KeyPair pair = pair(maker, curve);
            Signature ours = Signature.getInstance(name, OURS);
            for (Provider other : new Provider[] {JDK, BOUNCY_CASTLE}) {
                Signature theirs = Signature.getInstance(name, other);
                ours.initSign(pair.getPrivate(), new SecureRandom());
                byte[] made = signed(ours);
                assertThat(made).hasSize(length);
                assertThat(signed(ours)).as("another nonce").isNotEqualTo(made);
                theirs.initVerify(pair.getPublic());
                assertThat(verified(theirs, made)).isTrue();
                theirs.initSign(pair.getPrivate());
                ours.initVerify(pair.getPublic());
                byte[] good = signed(theirs);
                assertThat(verified(ours, good)).isTrue();
                good[length / 2] ^= 1;
                assertThat(verified(ours, good)).isFalse();
            }
        }
    }

    @Test
    void refusesKeysOfAnotherCurveAndPointsOffIt() throws GeneralSecurityException {
        KeyPair other = pair(JDK, "secp384r1");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", OURS);
        assertThatThrownBy(() -> signature.initVerify(other.getPublic())).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> signature.initSign(other.getPrivate())).isInstanceOf(InvalidKeyException.class);
        PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        assertThatThrownBy(() -> signature.initVerify(rsa)).isInstanceOf(InvalidKeyException.class);
        ECPublicKey good = (ECPublicKey) pair(JDK, "secp256r1").getPublic();
        ECPoint off = new ECPoint(good.getW().getAffineY(), good.getW().getAffineX());
        assertThatThrownBy(() -> signature.initVerify(new Point(off, good.getParams())))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void refusesSignaturesThatAreNone() throws GeneralSecurityException {
        KeyPair pair = pair(JDK, "secp256r1");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", OURS);
        signature.initSign(pair.getPrivate(), new SecureRandom());
        byte[] good = signed(signature);
        signature.initVerify(pair.getPublic());
        for (int length : new int[] {0, 1, 63, 65, 128}) {
            byte[] wrong = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> verified(signature, wrong)).isInstanceOf(SignatureException.class);
        }
        assertThat(verified(signature, new byte[64])).isFalse();
        byte[] high = new byte[64];
        Arrays.fill(high, (byte) 0xff);
        assertThatThrownBy(() -> verified(signature, high)).isInstanceOf(SignatureException.class);
        assertThat(verified(signature, good)).as("usable after all of them").isTrue();
    }

    /** Keys stored before the platform made them are in Bouncy Castle's encoding, with the public half and so longer. */
    @Test
    void aKeyThatBouncyCastlesProviderWroteIsReadAndVerifiesForItsPublicHalf() throws GeneralSecurityException {
        KeyPair pair = pair(BOUNCY_CASTLE, "secp256r1");
        SigningKey key = restored(pair);
        Signature theirs = Signature.getInstance("SHA256withECDSAinP1363Format", BOUNCY_CASTLE);
        theirs.initVerify(pair.getPublic());
        assertThat(verified(theirs, key.sign(MESSAGE, MESSAGE.length))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp256k1", "brainpoolP256r1"})
    void aKeyOnAnotherCurveIsNoKeyForEs256(String curve) throws GeneralSecurityException {
        KeyPair pair = pair(BOUNCY_CASTLE, curve);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restored(pair))
                .withMessageContaining("not a private key for ES256");
    }

    private static SigningKey restored(KeyPair pair) {
        return SigningKey.restore(
                SigningAlgorithm.ES256, 1, Tokens.NOW, pair.getPrivate().getEncoded(), new SecureRandom());
    }

    private static KeyPair pair(Provider maker, String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", maker);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] signed(Signature signature) throws SignatureException {
        signature.update(MESSAGE[0]);
        signature.update(MESSAGE, 1, MESSAGE.length - 1);
        return signature.sign();
    }

    private static boolean verified(Signature signature, byte[] made) throws SignatureException {
        signature.update(MESSAGE);
        return signature.verify(made);
    }

    /** A key that nobody has checked. */
    private record Point(ECPoint getW, ECParameterSpec getParams) implements ECPublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
