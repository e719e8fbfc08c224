package dev.gatehouse.benchmarks.peer;

/** The algorithms that are measured. */
public enum Algorithm {
    /** RSA of 2,048 bits, PKCS #1 v1.5. */
    RS256("RS256"),
    /** ECDSA on P-256. */
    ES256("ES256"),
    /** Ed25519. */
    EDDSA("EdDSA"),
    /** HMAC with SHA-256 and a key of 32 bytes. */
    HS256("HS256"),
    /** ML-DSA-65 (FIPS 204). */
    ML_DSA_65("ML-DSA-65");

    private final String joseName;

    Algorithm(String joseName) {
        this.joseName = joseName;
    }

    /** Returns the name in a token's header. */
    public String joseName() {
        return joseName;
    }
}
