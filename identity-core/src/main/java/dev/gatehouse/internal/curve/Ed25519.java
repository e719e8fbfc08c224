package dev.gatehouse.internal.curve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.math.raw.Nat;

/**
 * Ed25519 for one public key (RFC 8032 §5.1.7, without the cofactor): S must be below the group's order, and R must be
 * the very encoding of {@code S * B - k * A}, so that no second encoding of a point passes. Keys are of the prime
 * order. Public inputs only. Immutable and thread-safe.
 */
final class Ed25519 implements VerificationTable {
    private static final int POINT_BYTES = 32;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final int[] WORDS_OF_ORDER = Nat.fromBigInteger(256, ORDER);
    private static final BigInteger SQUARE_ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(Field25519.P.subtract(BigInteger.ONE).shiftRight(2), Field25519.P);

    private final byte[] key;
    private final EdwardsTable opposites;

    private Ed25519(byte[] key, EdwardsTable opposites) {
        this.key = key;
        this.opposites = opposites;
    }

    /** The table of the base point, computed when it is first needed. */
    private static final class Base {
        static final EdwardsTable MULTIPLES = new EdwardsTable(
                new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
                new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960"));
    }

    /**
     * Computes the table of a key, or returns empty if the encoding, of 32 bytes, is not canonical or is not of a
     * point of the prime order: such keys are no table's business.
     */
    static Optional<VerificationTable> of(byte[] encoded) {
        if (encoded.length != POINT_BYTES) {
            return Optional.empty();
        }
        int[] words = words(encoded, 0);
        boolean odd = words[7] < 0;
        words[7] &= Integer.MAX_VALUE;
        BigInteger y = Nat.toBigInteger(8, words);
        if (y.compareTo(Field25519.P) >= 0 || y.equals(BigInteger.ONE)) {
            return Optional.empty();
        }
        return x(y, odd)
                .map(x -> new EdwardsTable(Field25519.P.subtract(x), y))
                .filter(Ed25519::isOfPrimeOrder)
                .map(opposites -> new Ed25519(encoded.clone(), opposites));
    }

    /** Returns x of the point with this y and parity of x, if there is one (RFC 8032 §5.1.3). */
    private static Optional<BigInteger> x(BigInteger y, boolean odd) {
        BigInteger p = Field25519.P;
        BigInteger square = y.multiply(y);
        BigInteger wanted = square.subtract(BigInteger.ONE)
                .multiply(EdwardsPoint.D.multiply(square).add(BigInteger.ONE).modInverse(p))
                .mod(p);
        BigInteger root = wanted.modPow(p.add(BigInteger.valueOf(3)).shiftRight(3), p);
        if (!root.multiply(root).mod(p).equals(wanted)) {
            root = root.multiply(SQUARE_ROOT_OF_MINUS_ONE).mod(p);
        }
        if (!root.multiply(root).mod(p).equals(wanted) || root.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(root.testBit(0) == odd ? root : p.subtract(root));
    }

    private static boolean isOfPrimeOrder(EdwardsTable multiples) {
        EdwardsPoint sum = new EdwardsPoint();
        multiples.addMultiple(sum, SignedDigits.of(WORDS_OF_ORDER));
        return Nat.isOne(8, sum.encoded());
    }

    @Override
    public boolean verify(byte[] input, int offset, int length, byte[] signature) {
        if (signature.length != 2 * POINT_BYTES) {
            return false;
        }
        int[] s = words(signature, POINT_BYTES);
        if (Nat.gte(8, s, WORDS_OF_ORDER)) {
            return false;
        }
        EdwardsPoint sum = new EdwardsPoint();
        Base.MULTIPLES.addMultiple(sum, SignedDigits.of(s));
        opposites.addMultiple(sum, SignedDigits.of(challenge(input, offset, length, signature)));
        return Nat.eq(8, sum.encoded(), words(signature, 0));
    }

    /** Returns SHA-512 of R, the key and the message, modulo the order. */
    private int[] challenge(byte[] input, int offset, int length, byte[] signature) {
        byte[] hash = sha512(input, offset, length, signature);
        for (int low = 0, high = hash.length - 1; low < high; low++, high--) {
            byte kept = hash[low];
            hash[low] = hash[high];
            hash[high] = kept;
        }
        return Nat.fromBigInteger(256, new BigInteger(1, hash).mod(ORDER));
    }

    private byte[] sha512(byte[] input, int offset, int length, byte[] signature) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(signature, 0, POINT_BYTES);
            digest.update(key);
            digest.update(input, offset, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    private static int[] words(byte[] bytes, int from) {
        int[] words = new int[8];
        for (int i = 0; i < words.length; i++) {
            words[i] = (int) WORDS.get(bytes, from + 4 * i);
        }
        return words;
    }

    @Override
    public int sizeInBytes() {
        return opposites.sizeInBytes();
    }

    @Override
    public String toString() {
        return "Ed25519[" + sizeInBytes() + " bytes]";
    }
}
