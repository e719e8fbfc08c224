package dev.gatehouse.internal.curve;

import java.math.BigInteger;

/**
 * Multiples of one point of edwards25519: {@code j * 2^(8i)} times it, j of 1 to 128, i of 0 to 31. Immutable and
 * thread-safe.
 */
final class EdwardsTable {
    private static final int ROW = 128;
    private static final int ROWS = 32;

    private final long[] points;

    /** Computes the multiples of a point, which must lie on the curve. */
    EdwardsTable(BigInteger x, BigInteger y) {
        points = new long[ROWS * ROW * EdwardsPoint.WORDS];
        long[] first = new long[EdwardsPoint.WORDS];
        EdwardsPoint.store(x, y, first, 0);
        for (int row = 0; row < ROWS; row++) {
            EdwardsPoint sum = new EdwardsPoint();
            for (int j = 1; j <= ROW; j++) {
                sum.add(first, 0, false);
                sum.store(points, place(row, j));
            }
            sum.add(points, place(row, ROW), false);
            sum.store(first, 0);
        }
    }

    private static int place(int row, int j) {
        return (row * ROW + j - 1) * EdwardsPoint.WORDS;
    }

    /** Adds a multiple of the point to {@code sum}; the scalar is below 2<sup>255</sup>, so that its last digit is 0. */
    void addMultiple(EdwardsPoint sum, int[] digits) {
        for (int row = 0; row < ROWS; row++) {
            int digit = digits[row];
            if (digit != 0) {
                sum.add(points, place(row, Math.abs(digit)), digit < 0);
            }
        }
    }

    int sizeInBytes() {
        return points.length * Long.BYTES;
    }
}
