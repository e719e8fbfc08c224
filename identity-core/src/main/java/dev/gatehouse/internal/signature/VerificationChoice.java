package dev.gatehouse.internal.signature;

/** Chooses how signatures of one key are verified; asked once, when the key is read. Implementations are thread-safe. */
@FunctionalInterface
public interface VerificationChoice {
    /** The provider's own verification for every key. */
    VerificationChoice PLAIN = (algorithm, publicKey, plain) -> plain;

    /**
     * Returns {@code plain} or something that gives the same verdicts.
     *
     * @param algorithm the JOSE name, such as {@code ES256}
     * @param publicKey the key as X.509 SubjectPublicKeyInfo; it has passed every check, and is not to be written to
     * @param plain the provider's own verification
     */
    SignatureVerification choose(String algorithm, byte[] publicKey, SignatureVerification plain);
}
