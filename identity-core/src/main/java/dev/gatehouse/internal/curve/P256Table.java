package dev.gatehouse.internal.curve;

import java.math.BigInteger;

/** Multiples of one point of P-256: {@code j * 2^(8i)} times it, j of 1 to 128, i of 0 to 32. Immutable and thread-safe. */
final class P256Table {
    private static final int ROW = 128;

    private final long[] points;

    /** Computes the multiples of a point, which must lie on the curve. */
    P256Table(BigInteger x, BigInteger y) {
        // Of the last row only one entry is ever used: the last digit of a scalar is 0 or 1.
        points = new long[((SignedDigits.COUNT - 1) * ROW + 1) * P256Point.WORDS];
        System.arraycopy(FieldP256.of(x), 0, points, 0, FieldP256.LIMBS);
        System.arraycopy(FieldP256.of(y), 0, points, FieldP256.LIMBS, FieldP256.LIMBS);
        for (int row = 0; row < SignedDigits.COUNT - 1; row++) {
            P256Point sum = new P256Point();
            sum.addAny(points, place(row, 1), false);
            for (int j = 2; j <= ROW; j++) {
                sum.addAny(points, place(row, 1), false);
                sum.store(points, place(row, j));
            }
            sum.addAny(points, place(row, ROW), false);
            sum.store(points, place(row + 1, 1));
        }
    }

    private static int place(int row, int j) {
        return (row * ROW + j - 1) * P256Point.WORDS;
    }

    /** Adds {@code scalar} times the point to {@code sum}, which may get lost. */
    void addMultiple(P256Point sum, int[] digits) {
        for (int row = 0; row < SignedDigits.COUNT; row++) {
            int digit = digits[row];
            if (digit != 0) {
                sum.add(points, place(row, Math.abs(digit)), digit < 0);
            }
        }
    }

    /** Adds {@code scalar} times the point to {@code sum}, whatever that is. */
    void addAnyMultiple(P256Point sum, int[] digits) {
        for (int row = 0; row < SignedDigits.COUNT; row++) {
            int digit = digits[row];
            if (digit != 0) {
                sum.addAny(points, place(row, Math.abs(digit)), digit < 0);
            }
        }
    }

    int sizeInBytes() {
        return points.length * Long.BYTES;
    }
}
