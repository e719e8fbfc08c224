package dev.gatehouse.internal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.math.raw.Nat;
import org.junit.jupiter.api.Test;

/** The cases of Ed25519 on which implementations differ (RFC 8032 §5.1.7, without the cofactor). */
class EdwardsEdgeCasesTest {
    private static final BigInteger SECRET = new BigInteger("1234567890123456789012345678901234567890");
    private static final EdwardsReference A = EdwardsReference.BASE.times(SECRET);

    @Test
    void everyMultipleAroundTheOrderIsThatOfTheReference() {
        EdwardsTable table = new EdwardsTable(EdwardsReference.BASE.x(), EdwardsReference.BASE.y());
        for (int near = -20; near <= 20; near++) {
            assertMultiple(table, EdwardsReference.ORDER.add(BigInteger.valueOf(near)));
            if (near >= 0) {
                assertMultiple(table, BigInteger.valueOf(near));
            }
        }
        for (int bit = 0; bit < 255; bit += 7) {
            assertMultiple(table, BigInteger.TWO.pow(bit));
            assertMultiple(table, BigInteger.TWO.pow(bit).subtract(BigInteger.ONE));
        }
    }

    private static void assertMultiple(EdwardsTable table, BigInteger scalar) {
        EdwardsPoint sum = new EdwardsPoint();
        table.addMultiple(sum, SignedDigits.of(Nat.fromBigInteger(256, scalar)));
        assertThat(HexFormat.of().formatHex(littleEndian(sum.encoded())))
                .isEqualTo(HexFormat.of()
                        .formatHex(EdwardsReference.BASE.times(scalar).encoded()));
    }

    private static byte[] littleEndian(int[] words) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = (byte) (words[i / 4] >>> (8 * (i % 4)));
        }
        return bytes;
    }

    @Test
    void pointsOfSmallOrderAddUpAsInTheReference() {
        for (int order = 1; order < 8; order++) {
            EdwardsReference small = EdwardsReference.TORSION.times(BigInteger.valueOf(order));
            long[] stored = new long[EdwardsPoint.WORDS];
            EdwardsPoint.store(small.x(), small.y(), stored, 0);
            EdwardsPoint sum = new EdwardsPoint();
            EdwardsReference expected = EdwardsReference.NEUTRAL;
            for (int i = 0; i < 10; i++) {
                sum.add(stored, 0, i == 7);
                expected = expected.plus(i == 7 ? small.times(BigInteger.valueOf(7)) : small);
                assertThat(littleEndian(sum.encoded())).isEqualTo(expected.encoded());
            }
        }
    }

    @Test
    void aKeyOffThePrimeOrderGroupOrBadlyEncodedHasNoTable() {
        assertThat(Ed25519.of(A.encoded())).isPresent();
        for (int order = 1; order < 8; order++) {
            EdwardsReference small = EdwardsReference.TORSION.times(BigInteger.valueOf(order));
            assertThat(Ed25519.of(small.encoded())).as("small order %s", order).isEmpty();
            assertThat(Ed25519.of(A.plus(small).encoded()))
                    .as("mixed order %s", order)
                    .isEmpty();
        }
        assertThat(Ed25519.of(EdwardsReference.NEUTRAL.encoded())).isEmpty();
        HexFormat hex = HexFormat.of();
        // y = p + 1, which is 1; y = p - 1 with the sign of a zero x; y = 2, on no point.
        assertThat(Ed25519.of(hex.parseHex("ee" + "ff".repeat(30) + "7f"))).isEmpty();
        assertThat(Ed25519.of(hex.parseHex("ec" + "ff".repeat(31)))).isEmpty();
        assertThat(Ed25519.of(hex.parseHex("02" + "00".repeat(31)))).isEmpty();
        assertThat(Ed25519.of(new byte[31])).isEmpty();
    }

    @Test
    void sMustBeBelowTheOrder() {
        byte[] message = {1, 2, 3};
        byte[] good = EdwardsReference.sign(SECRET, message, EdwardsReference.NEUTRAL);
        VerificationTable table = Ed25519.of(A.encoded()).orElseThrow();
        assertThat(table.verify(message, 0, 3, good)).isTrue();
        for (int times = 1; times < 8; times++) {
            byte[] other = good.clone();
            BigInteger s =
                    EdwardsReference.number(good, 32).add(EdwardsReference.ORDER.multiply(BigInteger.valueOf(times)));
            System.arraycopy(EdwardsReference.bytes(s), 0, other, 32, 32);
            assertThat(table.verify(message, 0, 3, other)).isFalse();
        }
    }

    @Test
    void anROffThePrimeOrderGroupIsRefusedAsByTheJdkAndIsLeftToTheProvider() throws GeneralSecurityException {
        byte[] key = A.encoded();
        VerificationTable table = Ed25519.of(key).orElseThrow();
        byte[] publicKey = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key));
        Judge jdk = new Judge(Security.getProvider("SunEC"), true, publicKey);
        Judge bouncyCastle = new Judge(new BouncyCastleProvider(), true, publicKey);
        for (int order = 1; order < 8; order++) {
            byte[] message = {(byte) order};
            byte[] signature =
                    EdwardsReference.sign(SECRET, message, EdwardsReference.TORSION.times(BigInteger.valueOf(order)));
            assertThat(table.verify(message, 0, 1, signature)).isFalse();
            assertThat(jdk.accepts(message, signature)).isFalse();
            assertThat(bouncyCastle.accepts(message, signature))
                    .as("Bouncy Castle multiplies by the cofactor")
                    .isTrue();
        }
    }

    /** Else the owner of a key could have the tables distrusted. */
    @Test
    void whatTheOwnerOfAKeySignsWithOddNoncesTheProviderAcceptsToo() throws GeneralSecurityException {
        byte[] key = A.encoded();
        VerificationTable table = Ed25519.of(key).orElseThrow();
        byte[] publicKey = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key));
        Judge bouncyCastle = new Judge(new BouncyCastleProvider(), true, publicKey);
        Judge jdk = new Judge(Security.getProvider("SunEC"), true, publicKey);
        for (int nonce = -5; nonce <= 5; nonce++) {
            byte[] message = {(byte) nonce};
            BigInteger odd = BigInteger.valueOf(nonce).mod(EdwardsReference.ORDER);
            byte[] signature = EdwardsReference.sign(SECRET, message, odd, EdwardsReference.NEUTRAL);
            assertThat(table.verify(message, 0, 1, signature)).isTrue();
            assertThat(bouncyCastle.accepts(message, signature)).isTrue();
            assertThat(jdk.accepts(message, signature)).isTrue();
        }
    }

    @Test
    void aTableHasTheSizeThatIsPromised() {
        assertThat(Ed25519.of(A.encoded()).orElseThrow().sizeInBytes()).isEqualTo(491_520);
    }
}
