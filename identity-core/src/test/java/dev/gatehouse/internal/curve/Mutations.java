package dev.gatehouse.internal.curve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** What random bytes would hardly ever hit: changed bits, changed halves, and numbers at the edges of their range. */
final class Mutations {
    private static final BigInteger N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final SplittableRandom random;
    private final boolean edwards;
    private final List<byte[]> edges = new ArrayList<>();

    Mutations(SplittableRandom random, boolean edwards) {
        this.random = random;
        this.edwards = edwards;
        BigInteger order = edwards ? L : N;
        BigInteger prime = edwards ? Field25519.P : FieldP256.P;
        for (BigInteger middle : List.of(order, prime, BigInteger.ZERO, BigInteger.TWO.pow(255))) {
            for (int near = -2; near <= 2; near++) {
                edges.add(bytes(middle.add(BigInteger.valueOf(near))));
            }
        }
        if (edwards) {
            // The points of small order, both encodings of each where there are two.
            HexFormat hex = HexFormat.of();
            edges.add(hex.parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));
            edges.add(hex.parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));
            edges.add(hex.parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"));
            edges.add(hex.parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"));
        }
    }

    byte[] of(byte[] good) {
        byte[] signature = good.clone();
        switch (random.nextInt(10)) {
            case 0 -> random.nextBytes(signature);
            case 1 -> setHalf(signature, random.nextInt(2), edges.get(random.nextInt(edges.size())));
            case 2 -> {
                setHalf(signature, 0, edges.get(random.nextInt(edges.size())));
                setHalf(signature, 1, edges.get(random.nextInt(edges.size())));
            }
            case 3 -> negate(signature, 1);
            case 4 -> addOrder(signature, random.nextInt(2));
            case 5 -> {
                System.arraycopy(good, 32, signature, 0, 32);
                System.arraycopy(good, 0, signature, 32, 32);
            }
            case 6 -> signature = Arrays.copyOf(good, random.nextInt(130));
            case 7 -> signature[random.nextInt(64)] = (byte) random.nextInt();
            default -> signature = flipped(good);
        }
        return signature;
    }

    byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    /** s and n - s are both good for ECDSA; for Ed25519 they are not, and minus R is another point. */
    private void negate(byte[] signature, int half) {
        if (edwards && random.nextBoolean()) {
            signature[31] ^= (byte) 0x80;
            return;
        }
        setHalf(signature, half, bytes((edwards ? L : N).subtract(number(signature, half))));
    }

    private void addOrder(byte[] signature, int half) {
        BigInteger order = edwards ? L : N;
        BigInteger factor = BigInteger.valueOf(edwards ? 1 + random.nextInt(8) : 1);
        setHalf(signature, half, bytes(number(signature, half).add(order.multiply(factor))));
    }

    private BigInteger number(byte[] signature, int half) {
        byte[] bytes = Arrays.copyOfRange(signature, 32 * half, 32 * half + 32);
        return new BigInteger(1, edwards ? reversed(bytes) : bytes);
    }

    private byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[edwards ? i : 31 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static void setHalf(byte[] signature, int half, byte[] value) {
        System.arraycopy(value, 0, signature, 32 * half, 32);
    }
}
