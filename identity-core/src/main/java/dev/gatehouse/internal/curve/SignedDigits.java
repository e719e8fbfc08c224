package dev.gatehouse.internal.curve;

/** A scalar below 2<sup>256</sup> as 33 signed digits to the base 256, the least first. */
final class SignedDigits {
    /** How many digits a scalar has; the last one is 0 or 1. */
    static final int COUNT = 33;

    private SignedDigits() {}

    /**
     * Returns the digits, each of -128 to 127.
     *
     * @param scalar eight words of 32 bits, the least first
     */
    static int[] of(int[] scalar) {
        int[] digits = new int[COUNT];
        int carry = 0;
        for (int i = 0; i < COUNT - 1; i++) {
            int digit = (scalar[i >> 2] >>> (8 * (i & 3)) & 0xff) + carry;
            carry = (digit + 128) >> 8;
            digits[i] = digit - (carry << 8);
        }
        digits[COUNT - 1] = carry;
        return digits;
    }
}
