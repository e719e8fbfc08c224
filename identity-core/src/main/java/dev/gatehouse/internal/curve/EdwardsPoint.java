package dev.gatehouse.internal.curve;

import java.math.BigInteger;

/**
 * A sum of points of edwards25519 in extended coordinates ({@code x = X / Z}, {@code y = Y / Z}, {@code xy = T / Z}; RFC 8032 §5.1.4).
 * The formula of the sum has no exceptional cases on this curve. Points are added as the triple (y + x, y - x, 2dxy).
 * Not thread-safe.
 */
final class EdwardsPoint {
    /** How many words a triple takes in a table. */
    static final int WORDS = 3 * Field25519.LIMBS;

    static final BigInteger D = new BigInteger("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3", 16);

    private static final int MINUS = Field25519.LIMBS;
    private static final int PRODUCT = 2 * Field25519.LIMBS;
    private static final long[] TWICE_D = Field25519.of(D.add(D));

    private final long[] x = new long[Field25519.LIMBS];
    private final long[] y = Field25519.of(BigInteger.ONE);
    private final long[] z = Field25519.of(BigInteger.ONE);
    private final long[] t = new long[Field25519.LIMBS];
    private final long[] e = new long[Field25519.LIMBS];
    private final long[] f = new long[Field25519.LIMBS];
    private final long[] g = new long[Field25519.LIMBS];
    private final long[] h = new long[Field25519.LIMBS];

    /** Adds the point at {@code at} of {@code table}, or its opposite. */
    void add(long[] table, int at, boolean negative) {
        for (int i = 0; i < Field25519.LIMBS; i++) {
            e[i] = y[i] - x[i];
            f[i] = y[i] + x[i];
        }
        Field25519.multiply(e, 0, e, 0, table, negative ? at : at + MINUS);
        Field25519.multiply(f, 0, f, 0, table, negative ? at + MINUS : at);
        Field25519.multiply(t, 0, t, 0, table, at + PRODUCT);
        long sign = negative ? -1 : 0;
        for (int i = 0; i < Field25519.LIMBS; i++) {
            long b = f[i];
            long a = e[i];
            long c = (t[i] ^ sign) - sign;
            long d = 2 * z[i];
            e[i] = b - a;
            f[i] = d - c;
            g[i] = d + c;
            h[i] = b + a;
        }
        Field25519.multiply(x, 0, e, 0, f, 0);
        Field25519.multiply(y, 0, g, 0, h, 0);
        Field25519.multiply(t, 0, e, 0, h, 0);
        Field25519.multiply(z, 0, f, 0, g, 0);
    }

    /** Writes a point as the triple that {@link #add} takes. */
    static void store(BigInteger x, BigInteger y, long[] table, int at) {
        EdwardsPoint point = new EdwardsPoint();
        System.arraycopy(Field25519.of(x), 0, point.x, 0, Field25519.LIMBS);
        System.arraycopy(Field25519.of(y), 0, point.y, 0, Field25519.LIMBS);
        point.store(table, at);
    }

    /** Writes the sum as the triple that {@link #add} takes. */
    void store(long[] table, int at) {
        divide();
        long[] one = Field25519.of(BigInteger.ONE);
        for (int i = 0; i < Field25519.LIMBS; i++) {
            table[at + i] = f[i] + e[i];
            table[at + MINUS + i] = f[i] - e[i];
        }
        Field25519.multiply(table, at, table, at, one, 0);
        Field25519.multiply(table, at + MINUS, table, at + MINUS, one, 0);
        Field25519.multiply(e, 0, e, 0, f, 0);
        Field25519.multiply(table, at + PRODUCT, e, 0, TWICE_D, 0);
    }

    /** Leaves x and y in e and f. */
    private void divide() {
        Field25519.invert(g, z);
        Field25519.multiply(e, 0, x, 0, g, 0);
        Field25519.multiply(f, 0, y, 0, g, 0);
    }

    /** Returns the encoding: y in 255 bits and the lowest bit of x, in eight words, the least first (RFC 8032 §5.1.2). */
    int[] encoded() {
        divide();
        int[] encoded = Field25519.words(f);
        encoded[7] |= Field25519.words(e)[0] << 31;
        return encoded;
    }
}
