package dev.gatehouse.internal.curve;

import java.util.Arrays;

/** A signature that the provider found good: the known answer that a new table must give. */
final class SignatureExample {
    private final byte[] input;
    private final byte[] signature;

    SignatureExample(byte[] input, int offset, int length, byte[] signature) {
        this.input = Arrays.copyOfRange(input, offset, offset + length);
        this.signature = signature.clone();
    }

    /** Returns whether the table accepts the signature, and refuses it with any one byte changed. */
    boolean agrees(VerificationTable table) {
        if (!table.verify(input, 0, input.length, signature)) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            if (table.verify(input, 0, input.length, changed)) {
                return false;
            }
        }
        return true;
    }
}
