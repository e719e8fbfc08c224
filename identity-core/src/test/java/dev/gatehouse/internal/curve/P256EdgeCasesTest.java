package dev.gatehouse.internal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** The cases of point arithmetic on P-256 that chance never meets; Bouncy Castle's points say what is right. */
class P256EdgeCasesTest {
    private static final ECNamedCurveParameterSpec CURVE = ECNamedCurveTable.getParameterSpec("secp256r1");
    private static final ECPoint G = CURVE.getG().normalize();
    private static final BigInteger N = CURVE.getN();
    private static final BigInteger P = FieldP256.P;

    @Test
    void addingAPointToItselfIsLostByTheQuickSumAndFoundByTheCarefulOne() {
        long[] g = point(G);
        P256Point quick = new P256Point();
        quick.add(g, 0, false);
        quick.add(g, 0, false);
        quick.add(g, 0, false);
        assertThat(quick.isLost()).isTrue();
        P256Point careful = new P256Point();
        careful.addAny(g, 0, false);
        careful.addAny(g, 0, false);
        assertThat(x(careful)).isEqualTo(x(G.twice()));
        careful.addAny(g, 0, false);
        assertThat(x(careful)).isEqualTo(x(G.threeTimes()));
        assertThat(careful.isLost()).isFalse();
    }

    @Test
    void addingTheOppositeIsLostByTheQuickSumAndIsNothingToTheCarefulOne() {
        long[] g = point(G);
        P256Point quick = new P256Point();
        quick.add(g, 0, false);
        quick.add(g, 0, true);
        assertThat(quick.isLost()).isTrue();
        P256Point careful = new P256Point();
        careful.addAny(g, 0, true);
        careful.addAny(g, 0, false);
        assertThat(careful.isInfinite()).isTrue();
        careful.addAny(g, 0, false);
        assertThat(x(careful)).isEqualTo(x(G));
    }

    @Test
    void everyMultipleAroundTheOrderIsThatOfTheReference() {
        P256Table table = new P256Table(x(G), y(G));
        for (int near = -300; near <= 300; near++) {
            BigInteger scalar = N.add(BigInteger.valueOf(near));
            assertMultiple(table, scalar.mod(BigInteger.TWO.pow(256)));
            if (near >= 0) {
                assertMultiple(table, BigInteger.valueOf(near));
            }
        }
        for (int bit = 0; bit < 256; bit++) {
            assertMultiple(table, BigInteger.TWO.pow(bit));
            assertMultiple(table, BigInteger.TWO.pow(bit + 1).subtract(BigInteger.ONE));
        }
    }

    private static void assertMultiple(P256Table table, BigInteger scalar) {
        P256Point sum = new P256Point();
        table.addAnyMultiple(sum, digits(scalar));
        ECPoint expected = G.multiply(scalar.mod(N)).normalize();
        assertThat(sum.isInfinite()).as("%s", scalar).isEqualTo(expected.isInfinity());
        if (!expected.isInfinity()) {
            assertThat(x(sum)).as("%s", scalar).isEqualTo(x(expected));
        }
    }

    @Test
    void theHalvesOfASumMayBeTheSamePoint() {
        // u1 = u2 = 5 with the base point as key: 5G + 5G. With w = 1 / s, u1 = e w and u2 = r w, so e = r and s = r /
        // 5.
        BigInteger five = BigInteger.valueOf(5);
        BigInteger r = x(G.multiply(BigInteger.TEN).normalize()).mod(N);
        BigInteger s = r.multiply(five.modInverse(N)).mod(N);
        assertThat(verifies(table(G), r, r, s)).isTrue();
        assertThat(verifies(table(G), r.add(BigInteger.ONE), r, s)).isFalse();
    }

    @Test
    void theHalvesOfASumMayCancelAndNothingIsThenSigned() {
        // The key is -G, and u1 = u2.
        BigInteger r = x(G.multiply(BigInteger.TEN).normalize()).mod(N);
        BigInteger s = r.multiply(BigInteger.valueOf(5).modInverse(N)).mod(N);
        assertThat(verifies(table(G.negate()), r, r, s)).isFalse();
    }

    @Test
    void aHashOfZeroLeavesOnlyTheKey() {
        BigInteger r = x(G).mod(N);
        // u1 = 0 and u2 = r / s = 1 with s = r: the sum is the key.
        assertThat(verifies(table(G), BigInteger.ZERO, r, r)).isTrue();
        assertThat(verifies(table(G.twice()), BigInteger.ZERO, r, r)).isFalse();
        assertThat(verifies(table(G), N, r, r)).as("the hash counts modulo n").isTrue();
    }

    @Test
    void anXOfTheOrderOrMoreIsComparedModuloTheOrder() {
        // A point whose x is n + k: the signature says r = k. The key is recovered from it.
        BigInteger r = BigInteger.ZERO;
        ECPoint sum = null;
        while (sum == null) {
            r = r.add(BigInteger.ONE);
            sum = pointWithX(N.add(r));
        }
        assertThat(r.compareTo(P.subtract(N))).isNegative();
        BigInteger s = new BigInteger("123456789012345678901234567890");
        BigInteger e = new BigInteger("987654321098765432109876543210");
        ECPoint key = sum.multiply(s)
                .subtract(G.multiply(e))
                .multiply(r.modInverse(N))
                .normalize();
        assertThat(verifies(table(key), e, r, s)).isTrue();
        assertThat(verifies(table(key), e, r, N.subtract(s))).as("high s").isTrue();
        assertThat(verifies(table(key), e, r.add(BigInteger.ONE), s)).isFalse();
        // With x = k itself the same r is good as well; a wrong key stays wrong.
        assertThat(verifies(table(key.twice().normalize()), e, r, s)).isFalse();
    }

    @Test
    void anRThatWouldReachThePrimeIsNotComparedAgain() {
        // r + n = p + x for a point's x: equal modulo p, and still not the point's x.
        BigInteger r = P.subtract(N);
        ECPoint sum = null;
        while (sum == null) {
            sum = pointWithX(r.add(N).subtract(P));
            if (sum == null) {
                r = r.add(BigInteger.ONE);
            }
        }
        BigInteger s = new BigInteger("123456789012345678901234567890");
        BigInteger e = new BigInteger("987654321098765432109876543210");
        ECPoint key = sum.multiply(s)
                .subtract(G.multiply(e))
                .multiply(r.modInverse(N))
                .normalize();
        assertThat(verifies(table(key), e, r, s)).isFalse();
    }

    @Test
    void numbersOutOfRangeAreNoSignature() {
        VerificationTable table = table(G);
        BigInteger r = x(G).mod(N);
        BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
        for (BigInteger wrong : new BigInteger[] {BigInteger.ZERO, N, N.add(BigInteger.ONE), P, most}) {
            assertThat(verifies(table, BigInteger.ZERO, wrong, r)).isFalse();
            assertThat(verifies(table, BigInteger.ZERO, r, wrong)).isFalse();
            assertThat(verifies(table, BigInteger.ZERO, wrong, wrong)).isFalse();
        }
        assertThat(verifies(table, BigInteger.ZERO, r, r)).isTrue();
        for (int length : new int[] {0, 1, 63, 65, 70, 128}) {
            assertThat(table.verify(new byte[0], 0, 0, new byte[length])).isFalse();
        }
    }

    @Test
    void aPointOffTheCurveHasNoTable() {
        BigInteger x = x(G);
        BigInteger y = y(G);
        assertThat(EcdsaP256.of(x, y)).isPresent();
        assertThat(EcdsaP256.of(x, y.add(BigInteger.ONE))).isEmpty();
        assertThat(EcdsaP256.of(x.add(P), y)).isEmpty();
        assertThat(EcdsaP256.of(x, y.subtract(P))).isEmpty();
        assertThat(EcdsaP256.of(BigInteger.ZERO, BigInteger.ZERO)).isEmpty();
    }

    @Test
    void aTableHasTheSizeThatIsPromised() {
        assertThat(table(G).sizeInBytes()).isEqualTo(327_760);
    }

    private static boolean verifies(VerificationTable table, BigInteger hash, BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        System.arraycopy(bytes(r), 0, signature, 0, 32);
        System.arraycopy(bytes(s), 0, signature, 32, 32);
        return ((EcdsaP256) table).verifyHash(bytes(hash), signature);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[31 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static int[] digits(BigInteger scalar) {
        return SignedDigits.of(org.bouncycastle.math.raw.Nat.fromBigInteger(256, scalar));
    }

    private static VerificationTable table(ECPoint key) {
        return EcdsaP256.of(x(key), y(key)).orElseThrow();
    }

    private static long[] point(ECPoint point) {
        long[] words = new long[P256Point.WORDS];
        System.arraycopy(FieldP256.of(x(point)), 0, words, 0, FieldP256.LIMBS);
        System.arraycopy(FieldP256.of(y(point)), 0, words, FieldP256.LIMBS, FieldP256.LIMBS);
        return words;
    }

    private static BigInteger x(P256Point sum) {
        long[] stored = new long[P256Point.WORDS];
        sum.store(stored, 0);
        return FieldP256.value(stored, 0);
    }

    private static BigInteger x(ECPoint point) {
        return Objects.requireNonNull(point.normalize().getAffineXCoord()).toBigInteger();
    }

    private static BigInteger y(ECPoint point) {
        return Objects.requireNonNull(point.normalize().getAffineYCoord()).toBigInteger();
    }

    /** Returns the point with this x and an even y, or null if there is none. */
    private static org.bouncycastle.math.ec.@org.jspecify.annotations.Nullable ECPoint pointWithX(BigInteger x) {
        byte[] encoded = new byte[33];
        encoded[0] = 2;
        System.arraycopy(bytes(x), 0, encoded, 1, 32);
        try {
            return CURVE.getCurve().decodePoint(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
