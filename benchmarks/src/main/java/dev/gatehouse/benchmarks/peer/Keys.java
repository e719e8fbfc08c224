package dev.gatehouse.benchmarks.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.SymmetricKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key in the forms that the libraries take. RSA and the curves are the JDK's objects, as most programs have them. */
public final class Keys {
    private static final int SECRET_LENGTH = 32;
    private static final int RAW_LENGTH = 32;

    private final Algorithm algorithm;
    private final Optional<KeyPair> pair;
    private final byte[] secret;
    private final Optional<JWK> jwk;

    private Keys(Algorithm algorithm, Optional<KeyPair> pair, byte[] secret, Optional<JWK> jwk) {
        this.algorithm = algorithm;
        this.pair = pair;
        this.secret = secret;
        this.jwk = jwk;
    }

    /** Returns a new key. */
    public static Keys generate(Algorithm algorithm, SecureRandom random) throws GeneralSecurityException {
        try {
            return switch (algorithm) {
                case RS256 -> rsa(random);
                case ES256 -> ec(random);
                case EDDSA -> ed25519(random);
                case HS256 -> hmac(random);
                case ML_DSA_65 -> new Keys(algorithm, Optional.empty(), mlDsa(random), Optional.empty());
            };
        } catch (JOSEException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Gatehouse's own key: no other library here has the algorithm. */
    private static byte[] mlDsa(SecureRandom random) {
        return SigningKey.generate(
                        SigningAlgorithm.ML_DSA_65, 1, InstantSource.system().instant(), random)
                .usePkcs8(byte[]::clone);
    }

    private static KeyPairGenerator generator(String name) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(name);
    }

    private static Keys rsa(SecureRandom random) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = generator("RSA");
        generator.initialize(2048, random);
        KeyPair pair = generator.generateKeyPair();
        JWK jwk = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey((RSAPrivateCrtKey) pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint()
                .build();
        return new Keys(Algorithm.RS256, Optional.of(pair), new byte[0], Optional.of(jwk));
    }

    private static Keys ec(SecureRandom random) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = generator("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        JWK jwk = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .privateKey((ECPrivateKey) pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint()
                .build();
        return new Keys(Algorithm.ES256, Optional.of(pair), new byte[0], Optional.of(jwk));
    }

    private static Keys ed25519(SecureRandom random) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = generator("Ed25519");
        generator.initialize(255, random);
        KeyPair pair = generator.generateKeyPair();
        JWK jwk = new OctetKeyPair.Builder(Curve.Ed25519, tail(pair.getPublic().getEncoded()))
                .d(tail(pair.getPrivate().getEncoded()))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.EdDSA)
                .keyIDFromThumbprint()
                .build();
        return new Keys(Algorithm.EDDSA, Optional.of(pair), new byte[0], Optional.of(jwk));
    }

    /** RFC 8410: both encodings end with the 32 raw bytes. */
    private static Base64URL tail(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length));
    }

    private static Keys hmac(SecureRandom random) {
        byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        JWK jwk = new OctetSequenceKey.Builder(secret)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.HS256)
                .keyID(SymmetricKey.of(secret).verificationKey().kid().orElseThrow())
                .build();
        return new Keys(Algorithm.HS256, Optional.empty(), secret, Optional.of(jwk));
    }

    Algorithm algorithm() {
        return algorithm;
    }

    KeyPair pair() {
        return pair.orElseThrow();
    }

    /** The bytes of the symmetric key, or of an ML-DSA key's private half. */
    byte[] secret() {
        return secret.clone();
    }

    SecretKey secretKey() {
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    JWK jwk() {
        return jwk.orElseThrow();
    }

    String kid() {
        return jwk().getKeyID();
    }
}
