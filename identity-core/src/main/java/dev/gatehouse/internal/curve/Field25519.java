package dev.gatehouse.internal.curve;

import java.math.BigInteger;
import org.bouncycastle.math.raw.Mod;
import org.bouncycastle.math.raw.Nat;

/**
 * Numbers modulo p = 2<sup>255</sup> - 19 (RFC 8032 §5.1): five limbs of 51 bits in a {@code long[]}, from an index on. Limbs are
 * signed and may exceed 51 bits; each method says how far.
 */
final class Field25519 {
    static final int LIMBS = 5;
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final int BITS = 51;
    private static final long MASK = (1L << BITS) - 1;
    private static final int[] WORDS_OF_P = Nat.fromBigInteger(256, P);

    private Field25519() {}

    /** Returns {@code value} modulo p. */
    static long[] of(BigInteger value) {
        return of(Nat.fromBigInteger(256, value.mod(P)));
    }

    private static long[] of(int[] words) {
        long w0 = (words[0] & 0xffffffffL) | ((long) words[1] << 32);
        long w1 = (words[2] & 0xffffffffL) | ((long) words[3] << 32);
        long w2 = (words[4] & 0xffffffffL) | ((long) words[5] << 32);
        long w3 = (words[6] & 0xffffffffL) | ((long) words[7] << 32);
        return new long[] {
            w0 & MASK,
            (w0 >>> 51 | w1 << 13) & MASK,
            (w1 >>> 38 | w2 << 26) & MASK,
            (w2 >>> 25 | w3 << 39) & MASK,
            w3 >>> 12
        };
    }

    /**
     * Sets {@code out} to {@code a * b}. Limbs of both may be of -2<sup>53</sup> to 2<sup>53</sup>; those of the result are of
     * -2<sup>17</sup> to 2<sup>51</sup> + 2<sup>17</sup>.
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
        // The high half of (a << 6) * (b << 7) is floor(a * b / 2^51). The low 51 bits of a sum of products are what is
        // left of it, and they are few enough to survive the overflow of the 64-bit sum.
        long p0 = a0 << 6;
        long p1 = a1 << 6;
        long p2 = a2 << 6;
        long p3 = a3 << 6;
        long p4 = a4 << 6;
        long q0 = b0 << 7;
        long q1 = b1 << 7;
        long q2 = b2 << 7;
        long q3 = b3 << 7;
        long q4 = b4 << 7;
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
        // 2^255 is 19.
        t0 += 19 * t5;
        t1 += 19 * t6 + (t0 >> BITS);
        t2 += 19 * t7 + (t1 >> BITS);
        t3 += 19 * t8 + (t2 >> BITS);
        t4 += 19 * h8 + (t3 >> BITS);
        out[o] = (t0 & MASK) + 19 * (t4 >> BITS);
        out[o + 1] = t1 & MASK;
        out[o + 2] = t2 & MASK;
        out[o + 3] = t3 & MASK;
        out[o + 4] = t4 & MASK;
    }

    private static long high(long a, long b) {
        return Math.multiplyHigh(a, b);
    }

    /**
     * Sets {@code out} to the inverse of {@code a}, which is no multiple of p.
     *
     * @param a limbs of -2<sup>60</sup> to 2<sup>60</sup>
     */
    static void invert(long[] out, long[] a) {
        int[] inverse = new int[8];
        Mod.checkedModOddInverseVar(WORDS_OF_P, words(a), inverse);
        System.arraycopy(of(inverse), 0, out, 0, LIMBS);
    }

    /**
     * Returns the least non-negative representative, in words of 32 bits, the least first.
     *
     * @param a limbs of -2<sup>60</sup> to 2<sup>60</sup>
     */
    static int[] words(long[] a) {
        long[] r = a.clone();
        carry(r);
        carry(r);
        carry(r);
        // Now 0 to 2^255 - 1. It is p or more if 19 more reach 2^255.
        long over = (r[0] + 19) >> BITS;
        for (int i = 1; i < LIMBS; i++) {
            over = (r[i] + over) >> BITS;
        }
        r[0] += 19 * over;
        r[4] -= over << BITS;
        for (int i = 0; i < LIMBS - 1; i++) {
            r[i + 1] += r[i] >> BITS;
            r[i] &= MASK;
        }
        return new int[] {
            (int) r[0],
            (int) (r[0] >>> 32 | r[1] << 19),
            (int) (r[1] >>> 13),
            (int) (r[1] >>> 45 | r[2] << 6),
            (int) (r[2] >>> 26 | r[3] << 25),
            (int) (r[3] >>> 7),
            (int) (r[3] >>> 39 | r[4] << 12),
            (int) (r[4] >>> 20)
        };
    }

    private static void carry(long[] r) {
        for (int i = 0; i < LIMBS - 1; i++) {
            r[i + 1] += r[i] >> BITS;
            r[i] &= MASK;
        }
        r[0] += 19 * (r[4] >> BITS);
        r[4] &= MASK;
    }
}
