package dev.gatehouse.internal.curve;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.math.raw.Mod;
import org.bouncycastle.math.raw.Nat;

/**
 * ECDSA on P-256 with SHA-256 (FIPS 186-5 §6.4.2) for one public key; a signature is r and s, 32 bytes each (RFC 7518
 * §3.4). Both s and n - s verify, as the standard has it. Public inputs only. Immutable and thread-safe.
 */
final class EcdsaP256 implements VerificationTable {
    private static final int SCALAR_BYTES = 32;
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final int[] WORDS_OF_N = Nat.fromBigInteger(256, N);
    private static final BigInteger P_LESS_N = FieldP256.P.subtract(N);

    private final P256Table multiples;

    private EcdsaP256(P256Table multiples) {
        this.multiples = multiples;
    }

    /** The table of the base point, computed when it is first needed. */
    private static final class Base {
        static final P256Table MULTIPLES = new P256Table(
                new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
                new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));
    }

    /** Computes the table of a key, or returns empty if the point does not lie on the curve (SP 800-56A §5.6.2.3.4). */
    static Optional<VerificationTable> of(BigInteger x, BigInteger y) {
        if (!isOnCurve(x, y)) {
            return Optional.empty();
        }
        Base.MULTIPLES.sizeInBytes();
        return Optional.of(new EcdsaP256(new P256Table(x, y)));
    }

    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(FieldP256.P) >= 0 || y.compareTo(FieldP256.P) >= 0) {
            return false;
        }
        BigInteger right =
                x.multiply(x).subtract(BigInteger.valueOf(3)).multiply(x).add(B);
        return y.multiply(y).subtract(right).mod(FieldP256.P).signum() == 0;
    }

    @Override
    public boolean verify(byte[] input, int offset, int length, byte[] signature) {
        return signature.length == 2 * SCALAR_BYTES && verifyHash(sha256(input, offset, length), signature);
    }

    /** Returns whether {@code signature}, of 64 bytes, is the key's over a message of this hash, of 32 bytes. */
    boolean verifyHash(byte[] hash, byte[] signature) {
        BigInteger r = new BigInteger(1, signature, 0, SCALAR_BYTES);
        BigInteger s = new BigInteger(1, signature, SCALAR_BYTES, SCALAR_BYTES);
        if (r.signum() == 0 || s.signum() == 0 || r.compareTo(N) >= 0 || s.compareTo(N) >= 0) {
            return false;
        }
        int[] inverse = new int[8];
        Mod.checkedModOddInverseVar(WORDS_OF_N, Nat.fromBigInteger(256, s), inverse);
        BigInteger w = Nat.toBigInteger(8, inverse);
        int[] base = digits(new BigInteger(1, hash).multiply(w));
        int[] key = digits(r.multiply(w));
        P256Point sum = new P256Point();
        Base.MULTIPLES.addMultiple(sum, base);
        multiples.addMultiple(sum, key);
        if (sum.isLost()) {
            sum = new P256Point();
            Base.MULTIPLES.addAnyMultiple(sum, base);
            multiples.addAnyMultiple(sum, key);
        }
        return !sum.isInfinite() && hasXModN(sum, r);
    }

    /** Returns whether x of the sum, which is below p, is r modulo n: r itself or, as n is less than p, r + n. */
    private static boolean hasXModN(P256Point sum, BigInteger r) {
        return sum.hasX(FieldP256.of(Nat.fromBigInteger(256, r)))
                || (r.compareTo(P_LESS_N) < 0 && sum.hasX(FieldP256.of(Nat.fromBigInteger(256, r.add(N)))));
    }

    private static int[] digits(BigInteger scalar) {
        return SignedDigits.of(Nat.fromBigInteger(256, scalar.mod(N)));
    }

    private static byte[] sha256(byte[] input, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(input, offset, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int sizeInBytes() {
        return multiples.sizeInBytes();
    }

    @Override
    public String toString() {
        return "EcdsaP256[" + sizeInBytes() + " bytes]";
    }
}
