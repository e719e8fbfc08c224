package dev.gatehouse.internal.curve;

import java.math.BigInteger;
import org.bouncycastle.math.raw.Mod;
import org.bouncycastle.math.raw.Nat;

/**
 * Numbers modulo p = 2<sup>256</sup> - 2<sup>224</sup> + 2<sup>192</sup> + 2<sup>96</sup> - 1 (SP 800-186 §3.2.1.3) in
 * Montgomery form with R = 2<sup>260</sup>: five limbs of 52 bits in a {@code long[]}, from an index on. Limbs are
 * signed, and a value may lie a few p below or above its least representative; each method says how far.
 */
final class FieldP256 {
    static final int LIMBS = 5;
    static final BigInteger P = BigInteger.TWO
            .pow(256)
            .subtract(BigInteger.TWO.pow(224))
            .add(BigInteger.TWO.pow(192))
            .add(BigInteger.TWO.pow(96))
            .subtract(BigInteger.ONE);

    private static final int BITS = 52;
    private static final long MASK = (1L << BITS) - 1;
    private static final BigInteger R = BigInteger.TWO.pow(LIMBS * BITS);
    private static final BigInteger INVERSE_R = R.modInverse(P);
    private static final long[] SQUARE_OF_R = limbs(R.multiply(R).mod(P));

    private static final int[] WORDS_OF_P = Nat.fromBigInteger(256, P);

    private FieldP256() {}

    /** Returns {@code value}, of 0 to 2<sup>256</sup> - 1, in Montgomery form. */
    static long[] of(BigInteger value) {
        return limbs(value.multiply(R).mod(P));
    }

    /** Returns the least non-negative representative of the number at {@code a}, out of Montgomery form. */
    static BigInteger value(long[] a, int at) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            sum = sum.shiftLeft(BITS).add(BigInteger.valueOf(a[at + i]));
        }
        return sum.multiply(INVERSE_R).mod(P);
    }

    /** Brings a number below 2<sup>256</sup>, in words of 32 bits with the least first, into Montgomery form. */
    static long[] of(int[] words) {
        long w0 = (words[0] & 0xffffffffL) | ((long) words[1] << 32);
        long w1 = (words[2] & 0xffffffffL) | ((long) words[3] << 32);
        long w2 = (words[4] & 0xffffffffL) | ((long) words[5] << 32);
        long w3 = (words[6] & 0xffffffffL) | ((long) words[7] << 32);
        long[] limbs = {
            w0 & MASK,
            (w0 >>> 52 | w1 << 12) & MASK,
            (w1 >>> 40 | w2 << 24) & MASK,
            (w2 >>> 28 | w3 << 36) & MASK,
            w3 >>> 16
        };
        multiply(limbs, 0, limbs, 0, SQUARE_OF_R, 0);
        return limbs;
    }

    /** Sets {@code out} to the inverse of {@code a}, which is no multiple of p. */
    static void invert(long[] out, long[] a) {
        int[] inverse = new int[8];
        Mod.checkedModOddInverseVar(WORDS_OF_P, Nat.fromBigInteger(256, value(a, 0)), inverse);
        System.arraycopy(of(inverse), 0, out, 0, LIMBS);
    }

    private static long[] limbs(BigInteger value) {
        long[] limbs = new long[LIMBS];
        BigInteger rest = value;
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = rest.longValue() & MASK;
            rest = rest.shiftRight(BITS);
        }
        return limbs;
    }

    /**
     * Sets {@code out} to {@code a * b / R}. Limbs of both may be of -2<sup>54</sup> to 2<sup>54</sup>; for |a| and |b| up to
     * 4p the result lies between -p and 2p. Its limbs have 52 bits but for the highest, which bears the sign.
     */
    static void multiply(long[] out, int o, long[] a, int x, long[] b, int y) {
        long a0 = a[x];
        long a1 = a[x + 1];
        long a2 = a[x + 2];
        long a3 = a[x + 3];
        long a4 = a[x + 4];
        long b0 = b[y];
        long b1 = b[y + 1];
        long b2 = b[y + 2];
        long b3 = b[y + 3];
        long b4 = b[y + 4];
        // The high half of (a << 6) * (b << 6) is floor(a * b / 2^52). The low 52 bits of a sum of products are what is
        // left of it, and they are few enough to survive the overflow of the 64-bit sum.
        long p0 = a0 << 6;
        long p1 = a1 << 6;
        long p2 = a2 << 6;
        long p3 = a3 << 6;
        long p4 = a4 << 6;
        long q0 = b0 << 6;
        long q1 = b1 << 6;
        long q2 = b2 << 6;
        long q3 = b3 << 6;
        long q4 = b4 << 6;
        long h0 = high(p0, q0);
        long h1 = high(p0, q1) + high(p1, q0);
        long h2 = high(p0, q2) + high(p1, q1) + high(p2, q0);
        long h3 = high(p0, q3) + high(p1, q2) + high(p2, q1) + high(p3, q0);
        long h4 = high(p0, q4) + high(p1, q3) + high(p2, q2) + high(p3, q1) + high(p4, q0);
        long h5 = high(p1, q4) + high(p2, q3) + high(p3, q2) + high(p4, q1);
        long h6 = high(p2, q4) + high(p3, q3) + high(p4, q2);
        long h7 = high(p3, q4) + high(p4, q3);
        long h8 = high(p4, q4);
        long t0 = a0 * b0 - (h0 << BITS);
        long t1 = a0 * b1 + a1 * b0 - (h1 << BITS) + h0;
        long t2 = a0 * b2 + a1 * b1 + a2 * b0 - (h2 << BITS) + h1;
        long t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 - (h3 << BITS) + h2;
        long t4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << BITS) + h3;
        long t5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 - (h5 << BITS) + h4;
        long t6 = a2 * b4 + a3 * b3 + a4 * b2 - (h6 << BITS) + h5;
        long t7 = a3 * b4 + a4 * b3 - (h7 << BITS) + h6;
        long t8 = a4 * b4 - (h8 << BITS) + h7;
        reduce(out, o, t0, t1, t2, t3, t4, t5, t6, t7, t8, h8);
    }

    /** Sets {@code out} to {@code a * a / R}, within the bounds of {@link #multiply}. */
    static void square(long[] out, int o, long[] a, int x) {
        long a0 = a[x];
        long a1 = a[x + 1];
        long a2 = a[x + 2];
        long a3 = a[x + 3];
        long a4 = a[x + 4];
        long p0 = a0 << 6;
        long p1 = a1 << 6;
        long p2 = a2 << 6;
        long p3 = a3 << 6;
        long p4 = a4 << 6;
        long d0 = a0 << 1;
        long d1 = a1 << 1;
        long d2 = a2 << 1;
        long d3 = a3 << 1;
        long h0 = high(p0, p0);
        long h1 = high(p0 << 1, p1);
        long h2 = high(p0 << 1, p2) + high(p1, p1);
        long h3 = high(p0 << 1, p3) + high(p1 << 1, p2);
        long h4 = high(p0 << 1, p4) + high(p1 << 1, p3) + high(p2, p2);
        long h5 = high(p1 << 1, p4) + high(p2 << 1, p3);
        long h6 = high(p2 << 1, p4) + high(p3, p3);
        long h7 = high(p3 << 1, p4);
        long h8 = high(p4, p4);
        long t0 = a0 * a0 - (h0 << BITS);
        long t1 = d0 * a1 - (h1 << BITS) + h0;
        long t2 = d0 * a2 + a1 * a1 - (h2 << BITS) + h1;
        long t3 = d0 * a3 + d1 * a2 - (h3 << BITS) + h2;
        long t4 = d0 * a4 + d1 * a3 + a2 * a2 - (h4 << BITS) + h3;
        long t5 = d1 * a4 + d2 * a3 - (h5 << BITS) + h4;
        long t6 = d2 * a4 + a3 * a3 - (h6 << BITS) + h5;
        long t7 = d3 * a4 - (h7 << BITS) + h6;
        long t8 = a4 * a4 - (h8 << BITS) + h7;
        reduce(out, o, t0, t1, t2, t3, t4, t5, t6, t7, t8, h8);
    }

    private static long high(long a, long b) {
        return Math.multiplyHigh(a, b);
    }

    /**
     * Divides a product by R: five times its lowest limb m is made zero by adding m * p, and dropped. As p + 1 =
     * 2^52 * (2^204 - 2^172 + 2^140 + 2^44), that takes shifts only.
     */
    private static void reduce(
            long[] out,
            int o,
            long t0,
            long t1,
            long t2,
            long t3,
            long t4,
            long t5,
            long t6,
            long t7,
            long t8,
            long t9) {
        long m = t0 & MASK;
        long r1 = t1 + (t0 >> BITS) + (m << 44 & MASK);
        long r2 = t2 + (m >>> 8);
        long r3 = t3 + (m << 36 & MASK);
        long r4 = t4 + (m >>> 16) + (m << 48 & MASK) - (m << 16 & MASK);
        long r5 = t5 + (m >>> 4) - (m >>> 36);
        m = r1 & MASK;
        r2 += (r1 >> BITS) + (m << 44 & MASK);
        r3 += m >>> 8;
        r4 += m << 36 & MASK;
        r5 += (m >>> 16) + (m << 48 & MASK) - (m << 16 & MASK);
        long r6 = t6 + (m >>> 4) - (m >>> 36);
        m = r2 & MASK;
        r3 += (r2 >> BITS) + (m << 44 & MASK);
        r4 += m >>> 8;
        r5 += m << 36 & MASK;
        r6 += (m >>> 16) + (m << 48 & MASK) - (m << 16 & MASK);
        long r7 = t7 + (m >>> 4) - (m >>> 36);
        m = r3 & MASK;
        r4 += (r3 >> BITS) + (m << 44 & MASK);
        r5 += m >>> 8;
        r6 += m << 36 & MASK;
        r7 += (m >>> 16) + (m << 48 & MASK) - (m << 16 & MASK);
        long r8 = t8 + (m >>> 4) - (m >>> 36);
        m = r4 & MASK;
        r5 += (r4 >> BITS) + (m << 44 & MASK);
        r6 += m >>> 8;
        r7 += m << 36 & MASK;
        r8 += (m >>> 16) + (m << 48 & MASK) - (m << 16 & MASK);
        long r9 = t9 + (m >>> 4) - (m >>> 36);
        r6 += r5 >> BITS;
        r7 += r6 >> BITS;
        r8 += r7 >> BITS;
        out[o] = r5 & MASK;
        out[o + 1] = r6 & MASK;
        out[o + 2] = r7 & MASK;
        out[o + 3] = r8 & MASK;
        out[o + 4] = r9 + (r8 >> BITS);
    }

    /** Sets {@code out} to {@code a - b}, limb by limb: bounds add up. */
    static void subtract(long[] out, int o, long[] a, int x, long[] b, int y) {
        out[o] = a[x] - b[y];
        out[o + 1] = a[x + 1] - b[y + 1];
        out[o + 2] = a[x + 2] - b[y + 2];
        out[o + 3] = a[x + 3] - b[y + 3];
        out[o + 4] = a[x + 4] - b[y + 4];
    }

    /** Brings a value within 2<sup>10</sup> p of zero back to between -2<sup>235</sup> and p + 2<sup>235</sup>, with clean limbs. */
    static void settle(long[] a, int x) {
        long l1 = a[x + 1] + (a[x] >> BITS);
        long l2 = a[x + 2] + (l1 >> BITS);
        long l3 = a[x + 3] + (l2 >> BITS);
        long l4 = a[x + 4] + (l3 >> BITS);
        // As many times p is taken away as there are whole 2^256.
        long q = l4 >> 48;
        long r0 = (a[x] & MASK) + q;
        long r1 = (l1 & MASK) - (q << 44) + (r0 >> BITS);
        long r2 = (l2 & MASK) + (r1 >> BITS);
        long r3 = (l3 & MASK) - (q << 36) + (r2 >> BITS);
        a[x] = r0 & MASK;
        a[x + 1] = r1 & MASK;
        a[x + 2] = r2 & MASK;
        a[x + 3] = r3 & MASK;
        a[x + 4] = l4 - (q << 48) + (q << 16) + (r3 >> BITS);
    }

    /** Returns whether the value, within 2<sup>10</sup> p of zero, is a multiple of p. */
    static boolean isZero(long[] a, int x) {
        long[] rest = {a[x], a[x + 1], a[x + 2], a[x + 3], a[x + 4]};
        settle(rest, 0);
        settle(rest, 0);
        boolean zero = (rest[0] | rest[1] | rest[2] | rest[3] | rest[4]) == 0;
        boolean p = rest[0] == MASK
                && rest[1] == (1L << 44) - 1
                && rest[2] == 0
                && rest[3] == 1L << 36
                && rest[4] == 0xffff_ffff_0000L;
        return zero || p;
    }
}
