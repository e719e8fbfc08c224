package dev.gatehouse.benchmarks.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The bare signature of one provider, with a key of its own making: what no library on that provider goes below. Of
 * one thread.
 */
public abstract class Floor {
    /** The floor of the provider that Gatehouse uses by default. */
    public static final String IN_USE = "floor";

    private static final String JDK = "floor-jdk";
    private static final String BOUNCY_CASTLE = "floor-bc";
    private static final String NATIVE = "floor-native";
    private static final int FIRST_JDK_WITH_ML_DSA = 24;

    static {
        // without it the provider has no factory for Ed25519 keys; read when the provider is made
        System.setProperty("com.amazon.corretto.crypto.provider.registerEdKeyFactory", "true");
    }

    private Floor() {}

    /** Returns the signature of these bytes. */
    public abstract byte[] sign(byte[] message) throws GeneralSecurityException;

    /** Returns whether the signature is that of these bytes. */
    public abstract boolean verify(byte[] message, byte[] signature) throws GeneralSecurityException;

    /** Returns the floors there are on this machine, the one in use first. */
    public static List<String> names(Algorithm algorithm) {
        List<String> names = new ArrayList<>();
        names.add(IN_USE);
        switch (algorithm) {
            case RS256, HS256 -> names.add(BOUNCY_CASTLE);
            case ES256, EDDSA -> names.add(JDK);
            case ML_DSA_65 -> {
                if (jdkHasMlDsa()) {
                    names.add(BOUNCY_CASTLE);
                }
            }
        }
        if (nativeWorks()) {
            names.add(NATIVE);
        }
        return names;
    }

    /** Returns whether the native provider was built for this machine and works on it. */
    public static boolean nativeWorks() {
        return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
    }

    /** Returns the floor of this name. */
    public static Floor of(String name, Algorithm algorithm) throws GeneralSecurityException {
        Provider provider = provider(name, algorithm);
        SecureRandom random = new SecureRandom();
        return algorithm == Algorithm.HS256
                ? new OfMac(provider, random)
                : new OfSignature(algorithm, provider, random);
    }

    private static Provider provider(String name, Algorithm algorithm) {
        return switch (name) {
            case IN_USE -> usesJdk(algorithm) ? jdk(algorithm) : new BouncyCastleProvider();
            case JDK -> jdk(algorithm);
            case BOUNCY_CASTLE -> new BouncyCastleProvider();
            case NATIVE -> AmazonCorrettoCryptoProvider.INSTANCE;
            default -> throw new IllegalArgumentException("no such floor: " + name);
        };
    }

    /** As {@code SigningEngine.standard()} chooses. */
    private static boolean usesJdk(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256, HS256 -> true;
            case ES256, EDDSA -> false;
            case ML_DSA_65 -> jdkHasMlDsa();
        };
    }

    private static boolean jdkHasMlDsa() {
        return Runtime.version().feature() >= FIRST_JDK_WITH_ML_DSA;
    }

    private static Provider jdk(Algorithm algorithm) {
        return Objects.requireNonNull(Security.getProvider(
                switch (algorithm) {
                    case RS256 -> "SunRsaSign";
                    case HS256 -> "SunJCE";
                    case ML_DSA_65 -> "SUN";
                    default -> "SunEC";
                }));
    }

    private static final class OfMac extends Floor {
        private final Mac mac;

        OfMac(Provider provider, SecureRandom random) throws GeneralSecurityException {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            mac = Mac.getInstance("HmacSHA256", provider);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        }

        @Override
        public byte[] sign(byte[] message) {
            return mac.doFinal(message);
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            return MessageDigest.isEqual(mac.doFinal(message), signature);
        }
    }

    private static final class OfSignature extends Floor {
        private final Signature signer;
        private final Signature verifier;

        OfSignature(Algorithm algorithm, Provider provider, SecureRandom random) throws GeneralSecurityException {
            KeyPair pair = pair(algorithm, provider, random);
            String name = switch (algorithm) {
                case RS256 -> "SHA256withRSA";
                case ES256 -> "SHA256withECDSAinP1363Format";
                case EDDSA -> "Ed25519";
                default -> "ML-DSA-65";
            };
            signer = signature(name, provider);
            // With random numbers ML-DSA takes another number of attempts each time, as it does for other messages.
            signer.initSign(pair.getPrivate(), random);
            verifier = signature(name, provider);
            verifier.initVerify(pair.getPublic());
            byte[] probe = {1, 2, 3};
            if (!verify(probe, Arrays.copyOf(sign(probe), sign(probe).length))) {
                throw new IllegalStateException(provider + " made a signature that does not verify");
            }
        }

        private static Signature signature(String name, Provider provider) throws GeneralSecurityException {
            boolean generic = name.startsWith("ML-DSA") && provider instanceof AmazonCorrettoCryptoProvider;
            return Signature.getInstance(generic ? "ML-DSA" : name, provider);
        }

        private static KeyPair pair(Algorithm algorithm, Provider provider, SecureRandom random)
                throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    switch (algorithm) {
                        case RS256 -> "RSA";
                        case ES256 -> "EC";
                        case EDDSA -> "Ed25519";
                        default -> "ML-DSA-65";
                    },
                    provider);
            if (algorithm == Algorithm.RS256) {
                generator.initialize(2048, random);
            } else if (algorithm == Algorithm.ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            }
            return generator.generateKeyPair();
        }

        @Override
        public byte[] sign(byte[] message) throws GeneralSecurityException {
            signer.update(message);
            return signer.sign();
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) throws GeneralSecurityException {
            verifier.update(message);
            return verifier.verify(signature);
        }
    }
}
