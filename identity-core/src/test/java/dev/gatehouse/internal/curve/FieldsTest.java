package dev.gatehouse.internal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.math.raw.Nat;
import org.junit.jupiter.api.Test;

/** Field arithmetic against plain integers, up to the limits that the methods state for their limbs. */
class FieldsTest {
    private static final BigInteger R = BigInteger.TWO.pow(260);

    @Provide
    Arbitrary<long[]> wide() {
        return limbs(1L << 54);
    }

    @Provide
    Arbitrary<long[]> narrow() {
        return limbs(1L << 53);
    }

    private static Arbitrary<long[]> limbs(long limit) {
        return Arbitraries.longs()
                .between(-limit, limit)
                .edgeCases(edges -> edges.add(-limit, -1L, 0L, 1L, (1L << 51) - 1, (1L << 52) - 1, limit))
                .array(long[].class)
                .ofSize(5);
    }

    @Property(tries = 2000)
    void productsModuloTheP256PrimeAreThoseOfIntegers(@ForAll("wide") long[] a, @ForAll("wide") long[] b) {
        long[] product = new long[5];
        FieldP256.multiply(product, 0, a, 0, b, 0);
        BigInteger expected = number(a, 52)
                .multiply(number(b, 52))
                .multiply(R.modInverse(FieldP256.P))
                .mod(FieldP256.P);
        assertThat(number(product, 52).mod(FieldP256.P)).isEqualTo(expected);
        FieldP256.square(product, 0, a, 0);
        expected = number(a, 52).pow(2).multiply(R.modInverse(FieldP256.P)).mod(FieldP256.P);
        assertThat(number(product, 52).mod(FieldP256.P)).isEqualTo(expected);
        assertThat(product[0] | product[1] | product[2] | product[3]).isBetween(0L, (1L << 52) - 1);
    }

    @Property(tries = 2000)
    void settlingChangesTheRepresentativeAndNotTheNumber(@ForAll("wide") long[] a) {
        BigInteger before = number(a, 52);
        FieldP256.settle(a, 0);
        assertThat(number(a, 52).subtract(before).mod(FieldP256.P)).isZero();
        assertThat(number(a, 52)).isBetween(BigInteger.TWO.pow(235).negate(), FieldP256.P.add(BigInteger.TWO.pow(235)));
    }

    @Property(tries = 2000)
    void zeroIsSeenBehindEveryRepresentative(@ForAll("wide") long[] a) {
        assertThat(FieldP256.isZero(a, 0))
                .isEqualTo(number(a, 52).mod(FieldP256.P).signum() == 0);
        BigInteger rest = number(a, 52).mod(FieldP256.P);
        for (int i = 0; i < 5; i++) {
            a[i] -= rest.shiftRight(52 * i).longValue() & (1L << 52) - 1;
        }
        assertThat(FieldP256.isZero(a, 0)).isTrue();
        a[0]++;
        assertThat(FieldP256.isZero(a, 0)).isFalse();
    }

    @Test
    void multiplesOfTheP256PrimeAreZeroAndTheirNeighboursAreNot() {
        for (int k = -16; k <= 16; k++) {
            BigInteger multiple = FieldP256.P.multiply(BigInteger.valueOf(k));
            assertThat(FieldP256.isZero(limbsOf(multiple), 0)).as("%s p", k).isTrue();
            assertThat(FieldP256.isZero(limbsOf(multiple.add(BigInteger.ONE)), 0))
                    .as("%s p + 1", k)
                    .isFalse();
            assertThat(FieldP256.isZero(limbsOf(multiple.subtract(BigInteger.ONE)), 0))
                    .as("%s p - 1", k)
                    .isFalse();
        }
    }

    private static long[] limbsOf(BigInteger number) {
        long[] limbs = new long[5];
        for (int i = 0; i < 4; i++) {
            limbs[i] = number.shiftRight(52 * i).longValue() & (1L << 52) - 1;
        }
        limbs[4] = number.shiftRight(208).longValueExact();
        return limbs;
    }

    @Property(tries = 500)
    void montgomeryFormAndInversesComeBack(@ForAll("wide") long[] a) {
        BigInteger value = number(a, 52).mod(FieldP256.P);
        long[] form = FieldP256.of(value);
        assertThat(FieldP256.value(form, 0)).isEqualTo(value);
        assertThat(FieldP256.value(FieldP256.of(Nat.fromBigInteger(256, value)), 0))
                .isEqualTo(value);
        if (value.signum() != 0) {
            long[] inverse = new long[5];
            FieldP256.invert(inverse, form);
            assertThat(FieldP256.value(inverse, 0)).isEqualTo(value.modInverse(FieldP256.P));
        }
    }

    @Property(tries = 2000)
    void productsModuloTheEdwardsPrimeAreThoseOfIntegers(@ForAll("narrow") long[] a, @ForAll("narrow") long[] b) {
        long[] product = new long[5];
        Field25519.multiply(product, 0, a, 0, b, 0);
        assertThat(number(product, 51).mod(Field25519.P))
                .isEqualTo(number(a, 51).multiply(number(b, 51)).mod(Field25519.P));
        for (long limb : product) {
            assertThat(limb).isBetween(-(1L << 17), (1L << 51) + (1L << 17));
        }
    }

    @Property(tries = 2000)
    void wordsAreTheLeastRepresentative(@ForAll("narrow") long[] a) {
        assertThat(Nat.toBigInteger(8, Field25519.words(a)))
                .isEqualTo(number(a, 51).mod(Field25519.P));
    }

    @Test
    void wordsAreTheLeastRepresentativeAroundThePrime() {
        for (int k = -3; k <= 3; k++) {
            for (int near = -20; near <= 20; near++) {
                BigInteger number = Field25519.P.multiply(BigInteger.valueOf(k)).add(BigInteger.valueOf(near));
                long[] limbs = new long[5];
                for (int i = 0; i < 4; i++) {
                    limbs[i] = number.shiftRight(51 * i).longValue() & (1L << 51) - 1;
                }
                limbs[4] = number.shiftRight(204).longValueExact();
                assertThat(Nat.toBigInteger(8, Field25519.words(limbs))).isEqualTo(number.mod(Field25519.P));
            }
        }
    }

    @Property(tries = 500)
    void inversesModuloTheEdwardsPrimeAreThoseOfIntegers(@ForAll("narrow") long[] a) {
        BigInteger value = number(a, 51).mod(Field25519.P);
        if (value.signum() != 0) {
            long[] inverse = new long[5];
            Field25519.invert(inverse, a);
            assertThat(number(inverse, 51).mod(Field25519.P)).isEqualTo(value.modInverse(Field25519.P));
        }
    }

    @Property(tries = 1000)
    void digitsAddUpToTheScalar(@ForAll("wide") long[] a) {
        BigInteger scalar = number(a, 52).mod(BigInteger.TWO.pow(256));
        BigInteger sum = BigInteger.ZERO;
        int[] digits = SignedDigits.of(Nat.fromBigInteger(256, scalar));
        for (int i = SignedDigits.COUNT - 1; i >= 0; i--) {
            assertThat(digits[i]).isBetween(-128, 127);
            sum = sum.shiftLeft(8).add(BigInteger.valueOf(digits[i]));
        }
        assertThat(sum).isEqualTo(scalar);
        assertThat(digits[SignedDigits.COUNT - 1]).isBetween(0, 1);
    }

    private static BigInteger number(long[] limbs, int bits) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 4; i >= 0; i--) {
            sum = sum.shiftLeft(bits).add(BigInteger.valueOf(limbs[i]));
        }
        return sum;
    }
}
