package dev.gatehouse.internal.curve;

import java.math.BigInteger;

/**
 * A sum of points of P-256, in Jacobian coordinates ({@code x = X / Z^2}, {@code y = Y / Z^3}), to which points (x, y) are added.
 * Not thread-safe.
 *
 * <p>{@link #add} does not tell whether the sum doubles or cancels. In both cases Z becomes zero, and because every
 * later Z is a multiple of the one before, it stays zero: {@link #isLost} at the end finds it.
 */
final class P256Point {
    /** How many words a point (x, y) takes in a table. */
    static final int WORDS = 2 * FieldP256.LIMBS;

    private static final int Y = FieldP256.LIMBS;
    private static final long[] ONE = FieldP256.of(BigInteger.ONE);

    private final long[] x = new long[FieldP256.LIMBS];
    private final long[] y = new long[FieldP256.LIMBS];
    private final long[] z = new long[FieldP256.LIMBS];
    private final long[] s = new long[FieldP256.LIMBS];
    private final long[] t = new long[FieldP256.LIMBS];
    private final long[] u = new long[FieldP256.LIMBS];
    private final long[] v = new long[FieldP256.LIMBS];
    private boolean infinite = true;

    /** Adds the point at {@code at} of {@code table}, or its opposite; see the class for what it must not be. */
    void add(long[] table, int at, boolean negative) {
        if (infinite) {
            set(table, at, negative);
            return;
        }
        difference(table, at, negative);
        finishSum();
    }

    /** Adds as {@link #add} does, whatever the point is. */
    void addAny(long[] table, int at, boolean negative) {
        if (infinite) {
            set(table, at, negative);
            return;
        }
        difference(table, at, negative);
        if (!FieldP256.isZero(u, 0)) {
            finishSum();
        } else if (FieldP256.isZero(s, 0)) {
            twice();
        } else {
            infinite = true;
        }
    }

    private void set(long[] table, int at, boolean negative) {
        long sign = negative ? -1 : 0;
        for (int i = 0; i < FieldP256.LIMBS; i++) {
            x[i] = table[at + i];
            y[i] = (table[at + Y + i] ^ sign) - sign;
            z[i] = ONE[i];
        }
        FieldP256.settle(y, 0);
        infinite = false;
    }

    /** Leaves in u and s how far the new point's x and y are from ours, both over our denominators. */
    private void difference(long[] table, int at, boolean negative) {
        FieldP256.square(t, 0, z, 0);
        FieldP256.multiply(u, 0, t, 0, table, at);
        FieldP256.multiply(t, 0, t, 0, z, 0);
        FieldP256.multiply(s, 0, t, 0, table, at + Y);
        FieldP256.subtract(u, 0, u, 0, x, 0);
        long sign = negative ? -1 : 0;
        for (int i = 0; i < FieldP256.LIMBS; i++) {
            s[i] = (s[i] ^ sign) - sign - y[i];
        }
    }

    private void finishSum() {
        FieldP256.multiply(z, 0, z, 0, u, 0);
        FieldP256.square(t, 0, u, 0);
        FieldP256.multiply(u, 0, u, 0, t, 0);
        FieldP256.multiply(v, 0, x, 0, t, 0);
        FieldP256.square(x, 0, s, 0);
        for (int i = 0; i < FieldP256.LIMBS; i++) {
            x[i] -= u[i] + 2 * v[i];
        }
        FieldP256.settle(x, 0);
        FieldP256.subtract(v, 0, v, 0, x, 0);
        FieldP256.multiply(v, 0, v, 0, s, 0);
        FieldP256.multiply(u, 0, u, 0, y, 0);
        FieldP256.subtract(y, 0, v, 0, u, 0);
        FieldP256.settle(y, 0);
    }

    /** Doubles the sum, which is not infinite: no point of this curve has y = 0. */
    private void twice() {
        FieldP256.square(t, 0, z, 0);
        FieldP256.multiply(z, 0, z, 0, y, 0);
        FieldP256.square(y, 0, y, 0);
        FieldP256.multiply(v, 0, x, 0, y, 0);
        for (int i = 0; i < FieldP256.LIMBS; i++) {
            z[i] *= 2;
            s[i] = 3 * (x[i] - t[i]);
            u[i] = x[i] + t[i];
            v[i] *= 4;
        }
        FieldP256.settle(z, 0);
        FieldP256.settle(s, 0);
        FieldP256.settle(v, 0);
        FieldP256.multiply(s, 0, s, 0, u, 0);
        FieldP256.square(x, 0, s, 0);
        FieldP256.square(y, 0, y, 0);
        for (int i = 0; i < FieldP256.LIMBS; i++) {
            x[i] -= 2 * v[i];
        }
        FieldP256.settle(x, 0);
        FieldP256.subtract(v, 0, v, 0, x, 0);
        FieldP256.multiply(v, 0, v, 0, s, 0);
        for (int i = 0; i < FieldP256.LIMBS; i++) {
            y[i] = v[i] - 8 * y[i];
        }
        FieldP256.settle(y, 0);
    }

    /** Returns whether a sum was met that {@link #add} cannot form, so that the coordinates say nothing. */
    boolean isLost() {
        return !infinite && FieldP256.isZero(z, 0);
    }

    /** Returns whether nothing is left of the sum. */
    boolean isInfinite() {
        return infinite;
    }

    /** Returns whether the sum, which is neither lost nor infinite, has this x, which is in Montgomery form. */
    boolean hasX(long[] wanted) {
        FieldP256.square(t, 0, z, 0);
        FieldP256.multiply(t, 0, t, 0, wanted, 0);
        FieldP256.subtract(t, 0, t, 0, x, 0);
        return FieldP256.isZero(t, 0);
    }

    /** Writes the sum, which is neither lost nor infinite, as a point (x, y). */
    void store(long[] table, int at) {
        FieldP256.invert(s, z);
        FieldP256.square(t, 0, s, 0);
        FieldP256.multiply(s, 0, s, 0, t, 0);
        FieldP256.multiply(table, at, x, 0, t, 0);
        FieldP256.multiply(table, at + Y, y, 0, s, 0);
        FieldP256.settle(table, at);
        FieldP256.settle(table, at + Y);
    }
}
