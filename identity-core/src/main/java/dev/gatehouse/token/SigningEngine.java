package dev.gatehouse.token;

import dev.gatehouse.internal.signature.VerificationChoice;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.KeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The choice of who computes signatures: one provider for RSA and one for elliptic curves. Providers are used as
 * given and never installed for the rest of the process. Every engine proves itself on published signatures
 * (RFC 7515 appendix A.3, RFC 7520 §4.1, RFC 8037 appendix A.4) when it is made, so that a broken provider is found
 * at start. Immutable and thread-safe.
 */
public final class SigningEngine {
    private static final int RSA_BITS = 2048;

    private final Provider rsa;
    private final Provider curves;
    private final VerificationChoice choice;

    private SigningEngine(Provider rsa, Provider curves, VerificationChoice choice) {
        this.rsa = rsa;
        this.curves = curves;
        this.choice = choice;
    }

    private static final class Standard {
        static final SigningEngine ENGINE = make();

        private static SigningEngine make() {
            Provider bouncyCastle = new BouncyCastleProvider();
            Provider jdk = Security.getProvider("SunRsaSign");
            return of(jdk == null ? bouncyCastle : jdk, bouncyCastle);
        }
    }

    /** Returns the default: the JDK for RSA, Bouncy Castle for elliptic curves, where the JDK is 6 to 12 times slower. */
    public static SigningEngine standard() {
        return Standard.ENGINE;
    }

    /**
     * Returns an engine of the application's choice, such as a native provider for both.
     *
     * @param rsa offers {@code SHA256withRSA} and its sisters, {@code RSASSA-PSS} and the {@code RSA} key factory
     * @param curves offers {@code SHA256withECDSAinP1363Format} and its sisters, {@code Ed25519}, and their key
     *     factories
     * @throws IllegalStateException if a provider lacks an algorithm or fails the self-test
     */
    public static SigningEngine of(Provider rsa, Provider curves) {
        return proven(new SigningEngine(rsa, curves, VerificationChoice.PLAIN));
    }

    /**
     * Returns this engine with precomputed tables for the public keys that verify most; keys that are read with the
     * result share {@code tables}.
     */
    public SigningEngine withTables(VerificationTables tables) {
        return choosing(tables.choice());
    }

    /** This engine, with keys that verify as {@code other} chooses. */
    SigningEngine choosing(VerificationChoice other) {
        return proven(new SigningEngine(rsa, curves, other));
    }

    private static SigningEngine proven(SigningEngine engine) {
        EngineSelfTest.run(engine);
        return engine;
    }

    VerificationChoice choice() {
        return choice;
    }

    Signature signature(SigningAlgorithm algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.jcaName(), provider(algorithm));
        if (algorithm.family() == SigningAlgorithm.Family.RSA_PSS) {
            signature.setParameter(pss(algorithm));
        }
        return signature;
    }

    PublicKey publicKey(SigningAlgorithm algorithm, KeySpec spec) throws GeneralSecurityException {
        return factory(algorithm).generatePublic(spec);
    }

    PrivateKey privateKey(SigningAlgorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    KeyPair generate(SigningAlgorithm algorithm, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyKind(algorithm), provider(algorithm));
        switch (algorithm.family()) {
            case RSA, RSA_PSS -> generator.initialize(RSA_BITS, random);
            case EC -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            case ED25519 -> generator.initialize(255, random);
            case HMAC -> throw new IllegalArgumentException("a shared secret is not a key pair");
        }
        return generator.generateKeyPair();
    }

    private KeyFactory factory(SigningAlgorithm algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(keyKind(algorithm), provider(algorithm));
    }

    private Provider provider(SigningAlgorithm algorithm) {
        return switch (algorithm.family()) {
            case RSA, RSA_PSS -> rsa;
            case EC, ED25519 -> curves;
            case HMAC -> throw new IllegalArgumentException("a shared secret has no signature engine");
        };
    }

    private static String keyKind(SigningAlgorithm algorithm) {
        return switch (algorithm.family()) {
            case RSA, RSA_PSS -> "RSA";
            case EC -> "EC";
            case ED25519 -> "Ed25519";
            case HMAC -> throw new IllegalArgumentException("a shared secret is not a key pair");
        };
    }

    private static PSSParameterSpec pss(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case PS384 -> new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);
            case PS512 -> new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1);
            default -> new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
        };
    }

    @Override
    public String toString() {
        return "SigningEngine[rsa=" + rsa.getName() + ", curves=" + curves.getName() + "]";
    }
}
