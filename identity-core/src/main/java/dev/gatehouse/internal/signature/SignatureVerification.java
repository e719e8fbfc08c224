package dev.gatehouse.internal.signature;

/** Decides whether signatures belong to bytes, by one public key and one algorithm. Implementations are thread-safe. */
@FunctionalInterface
public interface SignatureVerification {
    /**
     * Returns whether {@code signature}, in the form of RFC 7518 and RFC 8037, holds for {@code input[offset, offset +
     * length)}. Never throws for what a token contains, of whatever length it is.
     */
    boolean verify(byte[] input, int offset, int length, byte[] signature);
}
