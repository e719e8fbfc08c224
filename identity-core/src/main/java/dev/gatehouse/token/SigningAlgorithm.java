package dev.gatehouse.token;

/** A signature algorithm of JSON Web Signature (RFC 7518 §3.1, RFC 8037 §3.1) that Gatehouse signs with. */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256; the default, as the reference service signs. */
    RS256("RS256"),
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256"),
    /** EdDSA on Ed25519. */
    EDDSA("EdDSA");

    private final String jose;

    SigningAlgorithm(String jose) {
        this.jose = jose;
    }

    /** Returns the value of the {@code alg} header. */
    public String joseName() {
        return jose;
    }
}
