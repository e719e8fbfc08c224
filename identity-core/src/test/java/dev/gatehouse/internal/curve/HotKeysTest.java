package dev.gatehouse.internal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.internal.signature.SignatureVerification;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class HotKeysTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    @Test
    void aKeyHasATableAfterSoManyTokensAndOnlyOnceItIsComputed() throws GeneralSecurityException {
        for (String algorithm : new String[] {"ES256", "EdDSA"}) {
            HotKeys keys = new HotKeys(3, 1);
            Owner owner = new Owner(algorithm);
            SignatureVerification key = owner.key(keys);
            owner.use(key, 2);
            assertThat(keys.maintain()).isFalse();
            owner.use(key, 1);
            assertThat(keys.size()).isEqualTo(1);
            owner.use(key, 10);
            assertThat(owner.asked).as("asks the provider while it waits").isEqualTo(13);
            assertThat(keys.maintain()).isTrue();
            assertThat(keys.maintain()).as("asked for once").isFalse();
            owner.use(key, 5);
            assertThat(owner.asked).as("the table answers").isEqualTo(13);
        }
    }

    @Test
    void falseSignaturesDoNotMakeAKeyHotAndAreJudgedByTheProvider() throws GeneralSecurityException {
        HotKeys keys = new HotKeys(3, 1);
        Owner owner = new Owner("ES256");
        SignatureVerification key = owner.key(keys);
        for (int i = 0; i < 10; i++) {
            assertThat(key.verify(owner.message, 0, owner.message.length, new byte[64]))
                    .isFalse();
        }
        assertThat(keys.size()).isZero();
        owner.use(key, 3);
        assertThat(keys.maintain()).isTrue();
        owner.asked = 0;
        assertThat(key.verify(owner.message, 0, owner.message.length, new byte[64]))
                .isFalse();
        assertThat(key.verify(owner.message, 0, owner.message.length, new byte[7]))
                .isFalse();
        assertThat(owner.asked).isEqualTo(2);
    }

    @Test
    void theBusiestKeysHaveTheTables() throws GeneralSecurityException {
        HotKeys keys = new HotKeys(5, 2);
        Owner[] owners = {new Owner("ES256"), new Owner("EdDSA"), new Owner("EdDSA")};
        SignatureVerification[] key = new SignatureVerification[3];
        for (int i = 0; i < 3; i++) {
            key[i] = owners[i].key(keys);
        }
        owners[0].use(key[0], 5);
        owners[1].use(key[1], 5);
        computeAll(keys);
        assertThat(keys.size()).isEqualTo(2);
        owners[0].use(key[0], 20);
        owners[1].use(key[1], 20);
        owners[2].use(key[2], 5);
        for (int i = 0; i < 10; i++) {
            owners[0].use(key[0], 3);
            owners[1].use(key[1], 3);
            owners[2].use(key[2], 5);
            assertThat(keys.maintain())
                    .as("more used than both, but not twice as much")
                    .isFalse();
        }
        owners[0].use(key[0], 3);
        owners[1].use(key[1], 2);
        owners[2].use(key[2], 5);
        computeAll(keys);
        assertThat(keys.size()).isEqualTo(2);
        assertThat(owners[0].asksFor(key[0])).isFalse();
        assertThat(owners[1].asksFor(key[1])).as("the idlest made room").isTrue();
        assertThat(owners[2].asksFor(key[2])).isFalse();
    }

    @Test
    void aKeyThatLostItsPlaceWaitsNoMore() throws GeneralSecurityException {
        HotKeys keys = new HotKeys(2, 1);
        Owner slow = new Owner("EdDSA");
        Owner busy = new Owner("EdDSA");
        SignatureVerification slowKey = slow.key(keys);
        SignatureVerification busyKey = busy.key(keys);
        slow.use(slowKey, 2);
        busy.use(busyKey, 4);
        assertThat(keys.maintain()).isTrue();
        assertThat(keys.maintain()).isFalse();
        assertThat(keys.size()).isEqualTo(1);
        assertThat(slow.asksFor(slowKey)).isTrue();
        assertThat(busy.asksFor(busyKey)).isFalse();
    }

    @Test
    void aKeyThatIsReadTwiceHasOneTable() throws GeneralSecurityException {
        HotKeys keys = new HotKeys(2, 4);
        Owner owner = new Owner("ES256");
        SignatureVerification first = owner.key(keys);
        SignatureVerification second = owner.key(keys);
        owner.use(first, 2);
        owner.use(second, 2);
        computeAll(keys);
        assertThat(keys.size()).isEqualTo(1);
        assertThat(owner.asksFor(first)).isFalse();
        assertThat(owner.asksFor(second)).isFalse();
    }

    @Test
    void theProviderJudgesOneInManyOfWhatATableAccepts() throws GeneralSecurityException {
        HotKeys keys = new HotKeys(1, 1);
        Owner owner = new Owner("EdDSA");
        SignatureVerification key = owner.key(keys);
        owner.use(key, 1);
        computeAll(keys);
        owner.asked = 0;
        owner.use(key, 4 * HotKey.ONE_IN);
        assertThat(owner.asked).isEqualTo(4);
        assertThat(keys.size()).isEqualTo(1);
    }

    /** Such a table would be a broken machine's, or a fault of ours that no test has found. */
    @Test
    void aTableThatAcceptsTooMuchIsFoundAndNoTableIsTrustedAnyMore() throws GeneralSecurityException {
        for (boolean forges : new boolean[] {true, false}) {
            HotKeys keys = new HotKeys(1, 2);
            Owner other = new Owner("ES256");
            SignatureVerification sound = other.key(keys);
            other.use(sound, 1);
            computeAll(keys);
            assertThat(other.asksFor(sound)).isFalse();
            Owner owner = new Owner("EdDSA");
            KeyUse use = new KeyUse("EdDSA", owner.publicKey);
            use.publish(new AcceptsAll());
            SignatureVerification key = new HotKey(keys, use, judge(new Judge(BOUNCY_CASTLE, true, owner.publicKey)));
            byte[] signature = forges ? new byte[64] : owner.signature;
            int accepted = 0;
            for (int i = 0; i < 2 * HotKey.ONE_IN; i++) {
                accepted += key.verify(owner.message, 0, owner.message.length, signature) ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(forges ? HotKey.ONE_IN - 1 : 2 * HotKey.ONE_IN);
            assertThat(keys.size()).isZero();
            assertThat(other.asksFor(sound)).isTrue();
            assertThat(keys.maintain()).as("none is made any more").isFalse();
            assertThat(key.verify(owner.message, 0, owner.message.length, new byte[64]))
                    .isFalse();
        }
    }

    private static final class AcceptsAll implements VerificationTable {
        @Override
        public boolean verify(byte[] input, int offset, int length, byte[] signature) {
            return true;
        }

        @Override
        public int sizeInBytes() {
            return 0;
        }
    }

    private static void computeAll(HotKeys keys) {
        while (keys.maintain()) {
            assertThat(keys.size()).isPositive();
        }
    }

    @Test
    void aTableThatRefusesWhatTheProviderAcceptsIsGivenUp() throws GeneralSecurityException {
        BigInteger secret = new BigInteger("1234567890123456789012345678901234567890");
        byte[] point = EdwardsReference.BASE.times(secret).encoded();
        byte[] publicKey = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(point));
        Judge provider = new Judge(BOUNCY_CASTLE, true, publicKey);
        HotKeys keys = new HotKeys(1, 1);
        SignatureVerification key = keys.choose("EdDSA", publicKey, judge(provider));
        byte[] message = {42};
        byte[] good = EdwardsReference.sign(secret, message, EdwardsReference.NEUTRAL);
        byte[] odd = EdwardsReference.sign(secret, message, EdwardsReference.TORSION);
        assertThat(key.verify(message, 0, 1, good)).isTrue();
        computeAll(keys);
        assertThat(keys.size()).isEqualTo(1);
        assertThat(key.verify(message, 0, 1, odd))
                .as("the provider's verdict stands")
                .isTrue();
        assertThat(keys.size()).isZero();
        assertThat(key.verify(message, 0, 1, good)).isTrue();
        assertThat(keys.size()).as("for good").isZero();
    }

    @Test
    void aTableThatFailsItsExampleIsNeverUsed() throws GeneralSecurityException {
        // The provider accepts anything, so the example that it gives is one that no table accepts.
        Owner owner = new Owner("ES256");
        HotKeys keys = new HotKeys(1, 1);
        SignatureVerification key = keys.choose("ES256", owner.publicKey, (input, offset, length, signature) -> true);
        assertThat(key.verify(owner.message, 0, owner.message.length, new byte[64]))
                .isTrue();
        assertThat(keys.maintain()).isTrue();
        assertThat(keys.size()).isZero();
        assertThat(key.verify(owner.message, 0, owner.message.length, owner.signature))
                .isTrue();
        assertThat(keys.size()).isZero();
    }

    @Test
    void otherAlgorithmsAreLeftAlone() {
        SignatureVerification plain = (input, offset, length, signature) -> false;
        HotKeys keys = new HotKeys(1, 1);
        for (String algorithm : new String[] {"RS256", "PS256", "ES384", "ES512", "HS256", "ML-DSA-65"}) {
            assertThat(keys.choose(algorithm, new byte[0], plain)).isSameAs(plain);
        }
    }

    @Test
    void aKeyInAnUnknownFormHasNoTable() {
        HotKeys keys = new HotKeys(1, 1);
        for (byte[] publicKey : new byte[][] {new byte[0], new byte[40], new byte[91]}) {
            SignatureVerification key = keys.choose("ES256", publicKey, (input, offset, length, signature) -> true);
            assertThat(key.verify(new byte[1], 0, 1, new byte[64])).isTrue();
            assertThat(keys.maintain()).isTrue();
            assertThat(keys.size()).isZero();
        }
    }

    private static SignatureVerification judge(Judge judge) {
        return (input, offset, length, signature) -> {
            try {
                return judge.accepts(java.util.Arrays.copyOfRange(input, offset, offset + length), signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** A key pair, one good signature, and how often the provider was asked. */
    private static final class Owner {
        private final String algorithm;
        private final byte[] publicKey;
        private final byte[] message = "a message from its owner".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        private final byte[] signature;
        private int asked;

        Owner(String algorithm) throws GeneralSecurityException {
            boolean edwards = algorithm.equals("EdDSA");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(edwards ? "Ed25519" : "EC", BOUNCY_CASTLE);
            if (!edwards) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            }
            KeyPair pair = generator.generateKeyPair();
            Signature signer = Signature.getInstance(Judge.algorithm(edwards), BOUNCY_CASTLE);
            signer.initSign(pair.getPrivate());
            signer.update(message);
            this.algorithm = algorithm;
            this.signature = signer.sign();
            this.publicKey = pair.getPublic().getEncoded();
        }

        SignatureVerification key(HotKeys keys) throws GeneralSecurityException {
            SignatureVerification provider = judge(new Judge(BOUNCY_CASTLE, algorithm.equals("EdDSA"), publicKey));
            return keys.choose(algorithm, publicKey, (input, offset, length, said) -> {
                asked++;
                return provider.verify(input, offset, length, said);
            });
        }

        void use(SignatureVerification key, int times) {
            byte[] inside = ("before " + new String(message, java.nio.charset.StandardCharsets.US_ASCII) + " after")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < times; i++) {
                assertThat(key.verify(inside, 7, message.length, signature)).isTrue();
            }
        }

        boolean asksFor(SignatureVerification key) {
            asked = 0;
            use(key, 1);
            return asked == 1;
        }
    }
}
