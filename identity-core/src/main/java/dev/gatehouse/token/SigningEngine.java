package dev.gatehouse.token;

import dev.gatehouse.internal.signature.VerificationChoice;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The choice of who computes signatures: one provider for RSA, one for ECDSA, one for Ed25519, one for ML-DSA.
 * Providers are used as given and never installed for the rest of the process; keys are translated once, by the
 * provider's own key factory. Every provider proves itself on published keys and signatures (RFC 7515 appendix A.3, RFC 7520
 * §4.1, RFC 8037 appendix A.4; ML-DSA against Bouncy Castle) before its first key is made or read, so that a broken one is
 * found when a pool starts; what a {@link Builder} chose is proven when it is built. {@link #toString} and
 * {@link #providerOf} show the choice. Thread-safe.
 */
public final class SigningEngine {
    private static final int RSA_BITS = 2048;
    private static final int SEED = 32;

    /** RFC 8410 §7: a private key is its seed behind these bytes. */
    private static final byte[] ED25519_PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final Map<SigningAlgorithm.Family, Provider> providers;
    private final VerificationChoice choice;
    // Proving twice at once does no harm.
    private final Set<SigningAlgorithm.Family> proven = ConcurrentHashMap.newKeySet();

    private SigningEngine(
            Map<SigningAlgorithm.Family, Provider> providers,
            VerificationChoice choice,
            Set<SigningAlgorithm.Family> proven) {
        this.providers = new EnumMap<>(providers);
        this.choice = choice;
        this.proven.addAll(proven);
    }

    private static final class Standard {
        static final Map<SigningAlgorithm.Family, Provider> PROVIDERS = providers();
        static final SigningEngine ENGINE = new SigningEngine(
                PROVIDERS, VerificationTables.builder().build().choice(), Set.of());

        private static Map<SigningAlgorithm.Family, Provider> providers() {
            Provider bouncyCastle = new BouncyCastleSignatures();
            Provider rsa = Security.getProvider("SunRsaSign");
            Provider jdk = Security.getProvider("SUN");
            Map<SigningAlgorithm.Family, Provider> providers = new EnumMap<>(SigningAlgorithm.Family.class);
            providers.put(SigningAlgorithm.Family.RSA, rsa == null ? new BouncyCastleProvider() : rsa);
            providers.put(SigningAlgorithm.Family.EC, bouncyCastle);
            providers.put(SigningAlgorithm.Family.ED25519, bouncyCastle);
            boolean jdkHasMlDsa = jdk != null && jdk.getService("KeyFactory", "ML-DSA-44") != null;
            providers.put(SigningAlgorithm.Family.ML_DSA, jdkHasMlDsa ? jdk : bouncyCastle);
            return providers;
        }
    }

    /**
     * Returns the default: the JDK for RSA; Bouncy Castle for elliptic curves, where the JDK is 2 to 12 times slower;
     * for ML-DSA the JDK where it has it (24 and later), else Bouncy Castle. The few ES256 and EdDSA keys that verify most get
     * precomputed tables ({@link VerificationTables}), one set of them for the process.
     */
    public static SigningEngine standard() {
        return Standard.ENGINE;
    }

    /**
     * Returns an engine of the application's choice for RSA and elliptic curves; ML-DSA stays as in {@link #standard}. All is
     * left to these providers: there are no tables unless {@link #withTables} adds them.
     *
     * @param rsa offers {@code SHA256withRSA} and its sisters, {@code RSASSA-PSS} and the {@code RSA} key factory
     * @param curves offers {@code SHA256withECDSAinP1363Format} and its sisters, {@code Ed25519}, and their key
     *     factories
     * @throws IllegalStateException if a provider lacks an algorithm or fails the self-test
     */
    public static SigningEngine of(Provider rsa, Provider curves) {
        return builder().rsa(rsa).ecdsa(curves).ed25519(curves).build();
    }

    /**
     * Returns the native engine: the Amazon Corretto Crypto Provider for everything that it offers. The application puts
     * {@code software.amazon.cryptools:AmazonCorrettoCryptoProvider} with the classifier of its platform on the class
     * path; Gatehouse does not bring it.
     *
     * @throws IllegalStateException if the provider is not there, its native library does not load, or it fails the
     *     self-test
     */
    public static SigningEngine corretto() {
        Provider corretto = ServiceLoader.load(Provider.class, SigningEngine.class.getClassLoader()).stream()
                .filter(candidate -> candidate.type().getName().equals(CORRETTO))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "software.amazon.cryptools:AmazonCorrettoCryptoProvider is not on the class path"))
                .get();
        Builder engine = builder().rsa(corretto).ecdsa(corretto).ed25519(corretto);
        return (corretto.getService("KeyFactory", "ML-DSA-44") == null ? engine : engine.mlDsa(corretto)).build();
    }

    /** Returns a builder that starts from the providers of {@link #standard}, without its tables. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns this engine with these tables for the public keys that are read with it and verify most. */
    public SigningEngine withTables(VerificationTables tables) {
        // Proven without them: the self-test's own keys shall not take the places of the application's.
        proveAll();
        return new SigningEngine(providers, tables.choice(), proven);
    }

    /** Returns this engine with every signature verified by its providers. */
    public SigningEngine withoutTables() {
        return new SigningEngine(providers, VerificationChoice.PLAIN, proven);
    }

    /**
     * Computes a verification table if a key of this engine waits for one: see {@link VerificationTables#maintain}. The
     * maintenance of a pool calls this; a verifier without a pool calls it from its scheduler, every second or so.
     *
     * @return whether a key was waiting
     */
    public boolean maintain() {
        return choice.maintain();
    }

    /** This engine, with keys that verify as {@code other} chooses. */
    SigningEngine choosing(VerificationChoice other) {
        SigningEngine engine = new SigningEngine(providers, other, Set.of());
        engine.proveAll();
        return engine;
    }

    /** This engine, asked while it is being proven. */
    SigningEngine unproven() {
        return new SigningEngine(providers, choice, EnumSet.allOf(SigningAlgorithm.Family.class));
    }

    /** Proves RSA and the elliptic curves now, for keys that are read later than at start. */
    void proveAll() {
        prove(SigningAlgorithm.Family.RSA);
        prove(SigningAlgorithm.Family.EC);
        prove(SigningAlgorithm.Family.ED25519);
    }

    private void prove(SigningAlgorithm.Family family) {
        if (!proven.contains(family)) {
            new EngineSelfTest(this).run(family);
            proven.add(family);
        }
    }

    VerificationChoice choice() {
        return choice;
    }

    /** Returns the name and version of the provider that computes an algorithm. */
    public String providerOf(SigningAlgorithm algorithm) {
        if (algorithm.family() == SigningAlgorithm.Family.HMAC) {
            return "the platform's HmacSHA256";
        }
        Provider provider = provider(algorithm);
        return provider.getName() + " " + provider.getVersionStr();
    }

    Signature signature(SigningAlgorithm algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.jcaName(), provider(algorithm));
        if (algorithm.family() == SigningAlgorithm.Family.RSA_PSS) {
            signature.setParameter(pss(algorithm));
        }
        return signature;
    }

    PublicKey publicKey(SigningAlgorithm algorithm, KeySpec spec) throws GeneralSecurityException {
        prove(provenAs(algorithm));
        return factory(algorithm).generatePublic(spec);
    }

    PrivateKey privateKey(SigningAlgorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        prove(provenAs(algorithm));
        KeyFactory factory = factory(algorithm);
        if (algorithm.family() != SigningAlgorithm.Family.ML_DSA) {
            return factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        }
        try {
            return factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            // JDK 24 and 25 read only the expanded form.
            byte[] expanded = MlDsa.of(algorithm).expanded(pkcs8);
            return factory.generatePrivate(new PKCS8EncodedKeySpec(expanded));
        }
    }

    /** A new private key in PKCS #8. */
    byte[] generate(SigningAlgorithm algorithm, SecureRandom random) throws GeneralSecurityException {
        prove(provenAs(algorithm));
        return switch (algorithm.family()) {
            case RSA, RSA_PSS, EC -> generated(algorithm, random);
            // What these keys are made of is nothing but random bytes, and not every generator takes a source of them.
            case ED25519 -> joined(ED25519_PKCS8, seed(random));
            case ML_DSA -> MlDsa.of(algorithm).pkcs8(seed(random));
            case HMAC -> throw new IllegalArgumentException("a shared secret is not a key pair");
        };
    }

    private byte[] generated(SigningAlgorithm algorithm, SecureRandom random) throws GeneralSecurityException {
        String kind = keyKind(algorithm);
        Provider provider = provider(algorithm);
        KeyPairGenerator generator = provider.getService("KeyPairGenerator", kind) == null
                ? KeyPairGenerator.getInstance(kind)
                : KeyPairGenerator.getInstance(kind, provider);
        if (algorithm.family() == SigningAlgorithm.Family.EC) {
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        } else {
            generator.initialize(RSA_BITS, random);
        }
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static byte[] seed(SecureRandom random) {
        byte[] seed = new byte[SEED];
        random.nextBytes(seed);
        return seed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }

    /** PSS is the RSA of the same provider. */
    private static SigningAlgorithm.Family provenAs(SigningAlgorithm algorithm) {
        SigningAlgorithm.Family family = algorithm.family();
        return family == SigningAlgorithm.Family.RSA_PSS ? SigningAlgorithm.Family.RSA : family;
    }

    /** The provider's own key factory; the platform's where the provider has none and takes keys of others. */
    private KeyFactory factory(SigningAlgorithm algorithm) throws NoSuchAlgorithmException {
        String kind = keyKind(algorithm);
        Provider provider = provider(algorithm);
        return provider.getService("KeyFactory", kind) == null
                ? KeyFactory.getInstance(kind)
                : KeyFactory.getInstance(kind, provider);
    }

    private Provider provider(SigningAlgorithm algorithm) {
        Provider provider = providers.get(provenAs(algorithm));
        if (provider == null) {
            throw new IllegalArgumentException("a shared secret has no signature engine");
        }
        return provider;
    }

    private static String keyKind(SigningAlgorithm algorithm) {
        return switch (algorithm.family()) {
            case RSA, RSA_PSS -> "RSA";
            case EC -> "EC";
            case ED25519 -> "Ed25519";
            case ML_DSA -> algorithm.joseName();
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

    private String name(SigningAlgorithm.Family family) {
        return Objects.requireNonNull(providers.get(family)).getName();
    }

    @Override
    public String toString() {
        return "SigningEngine[rsa=" + name(SigningAlgorithm.Family.RSA) + ", ecdsa=" + name(SigningAlgorithm.Family.EC)
                + ", ed25519=" + name(SigningAlgorithm.Family.ED25519) + ", mlDsa="
                + name(SigningAlgorithm.Family.ML_DSA) + ", tables=" + choice + "]";
    }

    /** Collects who computes what. Not thread-safe. */
    public static final class Builder {
        private final Map<SigningAlgorithm.Family, Provider> providers = new EnumMap<>(Standard.PROVIDERS);
        private final Set<SigningAlgorithm.Family> chosen = EnumSet.noneOf(SigningAlgorithm.Family.class);

        private Builder() {}

        private Builder choose(SigningAlgorithm.Family family, Provider provider) {
            providers.put(family, provider);
            chosen.add(family);
            return this;
        }

        /** Sets who computes {@code RS…} and {@code PS…}; offers {@code RSASSA-PSS} too. */
        public Builder rsa(Provider provider) {
            return choose(SigningAlgorithm.Family.RSA, provider);
        }

        /** Sets who computes {@code ES…}, as {@code SHA256withECDSAinP1363Format} and its sisters. */
        public Builder ecdsa(Provider provider) {
            return choose(SigningAlgorithm.Family.EC, provider);
        }

        /** Sets who computes {@code EdDSA}, as {@code Ed25519}. */
        public Builder ed25519(Provider provider) {
            return choose(SigningAlgorithm.Family.ED25519, provider);
        }

        /** Sets who computes ML-DSA, as {@code ML-DSA} with key factories {@code ML-DSA-44} and {@code ML-DSA-65}. */
        public Builder mlDsa(Provider provider) {
            return choose(SigningAlgorithm.Family.ML_DSA, provider);
        }

        /**
         * Returns the engine, once it has proven itself on known answers.
         *
         * @throws IllegalStateException if a provider lacks an algorithm or fails the self-test
         */
        public SigningEngine build() {
            SigningEngine engine = new SigningEngine(providers, VerificationChoice.PLAIN, Set.of());
            chosen.forEach(engine::prove);
            return engine;
        }
    }
}
