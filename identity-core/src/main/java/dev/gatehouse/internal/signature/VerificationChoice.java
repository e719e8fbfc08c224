package dev.gatehouse.internal.signature;

/** Chooses how signatures of one key are verified; asked once, when the key is read. Implementations are thread-safe. */
public interface VerificationChoice {
    /** The provider's own verification for every key. */
    VerificationChoice PLAIN = new VerificationChoice() {
        @Override
        public SignatureVerification choose(String algorithm, byte[] publicKey, SignatureVerification plain) {
            return plain;
        }

        @Override
        public boolean maintain() {
            return false;
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /**
     * Returns {@code plain} or something that gives the same verdicts.
     *
     * @param algorithm the JOSE name, such as {@code ES256}
     * @param publicKey the key as X.509 SubjectPublicKeyInfo; it has passed every check, and is not to be written to
     * @param plain the provider's own verification
     */
    SignatureVerification choose(String algorithm, byte[] publicKey, SignatureVerification plain);

    /** Does a piece of what is not done while a token waits; returns whether there was anything to do. */
    boolean maintain();
}
