package dev.gatehouse.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signature algorithm of JSON Web Signature (RFC 7518 §3.1, RFC 8037 §3.1, ML-DSA for JOSE and COSE §5). Gatehouse verifies all of them, for
 * tokens of external providers, and signs with those for which {@link #canSign} holds. New ones may be added in a
 * minor version.
 */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256; the default, as the reference service signs. */
    RS256("RS256", Family.RSA, "SHA256withRSA", "SHA-256", true),
    /** RSASSA-PKCS1-v1_5 with SHA-384; verified only. */
    RS384("RS384", Family.RSA, "SHA384withRSA", "SHA-384", false),
    /** RSASSA-PKCS1-v1_5 with SHA-512; verified only. */
    RS512("RS512", Family.RSA, "SHA512withRSA", "SHA-512", false),
    /** RSASSA-PSS with SHA-256; verified only. */
    PS256("PS256", Family.RSA_PSS, "RSASSA-PSS", "SHA-256", false),
    /** RSASSA-PSS with SHA-384; verified only. */
    PS384("PS384", Family.RSA_PSS, "RSASSA-PSS", "SHA-384", false),
    /** RSASSA-PSS with SHA-512; verified only. */
    PS512("PS512", Family.RSA_PSS, "RSASSA-PSS", "SHA-512", false),
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256", Family.EC, "SHA256withECDSAinP1363Format", "SHA-256", true),
    /** ECDSA on P-384 with SHA-384; verified only. */
    ES384("ES384", Family.EC, "SHA384withECDSAinP1363Format", "SHA-384", false),
    /** ECDSA on P-521 with SHA-512; verified only. */
    ES512("ES512", Family.EC, "SHA512withECDSAinP1363Format", "SHA-512", false),
    /** EdDSA on Ed25519. */
    EDDSA("EdDSA", Family.ED25519, "Ed25519", "SHA-512", true),
    /** ML-DSA-44 (FIPS 204), quantum-resistant: signatures of 2,420 bytes, keys of JWK type {@code AKP}. */
    ML_DSA_44("ML-DSA-44", Family.ML_DSA, "ML-DSA", "SHA-512", true),
    /** ML-DSA-65 (FIPS 204), quantum-resistant: signatures of 3,309 bytes, keys of JWK type {@code AKP}. */
    ML_DSA_65("ML-DSA-65", Family.ML_DSA, "ML-DSA", "SHA-512", true),
    /**
     * HMAC with SHA-256. Keyed with a client secret shared with an external provider it is verified only; an
     * application's own tokens are signed by a {@link SymmetricKey}, never by a ring.
     */
    HS256("HS256", Family.HMAC, "HmacSHA256", "SHA-256", false);

    enum Family {
        RSA,
        RSA_PSS,
        EC,
        ED25519,
        ML_DSA,
        HMAC
    }

    private static final SigningAlgorithm[] ALL = values();

    private final String jose;
    private final Family family;
    private final String jcaName;
    private final String hash;
    private final boolean canSign;

    SigningAlgorithm(String jose, Family family, String jcaName, String hash, boolean canSign) {
        this.jose = jose;
        this.family = family;
        this.jcaName = jcaName;
        this.hash = hash;
        this.canSign = canSign;
    }

    /** Returns the value of the {@code alg} header; case matters. */
    public String joseName() {
        return jose;
    }

    /** Returns whether a {@link SigningKey} can be of this algorithm; every one is verified. */
    public boolean canSign() {
        return canSign;
    }

    /** Returns the algorithm that {@code jose} names exactly, or empty. */
    public static Optional<SigningAlgorithm> fromJoseName(String jose) {
        return Optional.ofNullable(find(jose));
    }

    static @Nullable SigningAlgorithm find(String jose) {
        for (SigningAlgorithm algorithm : ALL) {
            if (algorithm.jose.equals(jose)) {
                return algorithm;
            }
        }
        return null;
    }

    Family family() {
        return family;
    }

    String jcaName() {
        return jcaName;
    }

    /**
     * The hash of {@code at_hash} and {@code c_hash} (OpenID Connect Core §3.1.3.6). ML-DSA names none; we take SHA-512,
     * as for EdDSA.
     */
    String hash() {
        return hash;
    }
}
