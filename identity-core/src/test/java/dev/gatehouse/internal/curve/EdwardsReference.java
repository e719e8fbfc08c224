package dev.gatehouse.internal.curve;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Points of edwards25519 as the formulas of RFC 8032 §5.1 have them, slowly, to compare with. */
record EdwardsReference(BigInteger x, BigInteger y) {
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    static final EdwardsReference NEUTRAL = new EdwardsReference(BigInteger.ZERO, BigInteger.ONE);
    static final EdwardsReference BASE = new EdwardsReference(
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960"));
    private static final BigInteger P = Field25519.P;

    /** A point of order 8. */
    static final EdwardsReference TORSION = torsion();

    private static EdwardsReference torsion() {
        BigInteger p = Field25519.P;
        BigInteger y = new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);
        BigInteger square = y.multiply(y);
        BigInteger wanted = square.subtract(BigInteger.ONE)
                .multiply(EdwardsPoint.D.multiply(square).add(BigInteger.ONE).modInverse(p))
                .mod(p);
        BigInteger root = wanted.modPow(p.add(BigInteger.valueOf(3)).shiftRight(3), p);
        if (!root.multiply(root).mod(p).equals(wanted)) {
            root = root.multiply(
                            BigInteger.TWO.modPow(p.subtract(BigInteger.ONE).shiftRight(2), p))
                    .mod(p);
        }
        return new EdwardsReference(root, y);
    }

    EdwardsReference plus(EdwardsReference other) {
        BigInteger product = EdwardsPoint.D
                .multiply(x)
                .multiply(other.x)
                .mod(P)
                .multiply(y)
                .multiply(other.y)
                .mod(P);
        BigInteger sumX = x.multiply(other.y).add(other.x.multiply(y));
        BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
        return new EdwardsReference(
                sumX.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
                sumY.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
    }

    EdwardsReference times(BigInteger scalar) {
        EdwardsReference sum = NEUTRAL;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = sum.plus(sum);
            if (scalar.testBit(bit)) {
                sum = sum.plus(this);
            }
        }
        return sum;
    }

    byte[] encoded() {
        byte[] encoded = bytes(y);
        encoded[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
        return encoded;
    }

    /** Signs with a scalar, R being off the right one by {@code shift}: what only the owner of a key can do. */
    static byte[] sign(BigInteger secret, byte[] message, EdwardsReference shift) {
        return sign(
                secret,
                message,
                new BigInteger(1, message).add(BigInteger.valueOf(987_654_321)).pow(3),
                shift);
    }

    /** As {@link #sign(BigInteger, byte[], EdwardsReference)}, with a nonce that nobody should take. */
    static byte[] sign(BigInteger secret, byte[] message, BigInteger nonce, EdwardsReference shift) {
        byte[] r = BASE.times(nonce).plus(shift).encoded();
        byte[] signature = new byte[64];
        System.arraycopy(r, 0, signature, 0, 32);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(r);
            digest.update(BASE.times(secret).encoded());
            BigInteger challenge = number(digest.digest(message), 0);
            BigInteger s = nonce.add(challenge.multiply(secret)).mod(ORDER);
            System.arraycopy(bytes(s), 0, signature, 32, 32);
            return signature;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads everything from an index on, the least byte first. */
    static BigInteger number(byte[] bytes, int from) {
        BigInteger number = BigInteger.ZERO;
        for (int i = bytes.length - 1; i >= from; i--) {
            number = number.shiftLeft(8).add(BigInteger.valueOf(bytes[i] & 0xff));
        }
        return number;
    }

    static byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
