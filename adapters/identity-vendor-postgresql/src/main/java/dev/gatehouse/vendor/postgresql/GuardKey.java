package dev.gatehouse.vendor.postgresql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which {@link RowSecurity} vouches for an identity. Who holds it can be any identity of the database;
 * the application and the server's functions hold it. Immutable and thread-safe; never prints the key.
 */
public final class GuardKey {
    /** The length of a key, in bytes. */
    public static final int LENGTH = 32;

    private static final int BLOCK = 64;
    private static final int MOST_GENERATIONS = 999_999_999;

    private final int generation;
    private final byte[] key;

    private GuardKey(int generation, byte[] key) {
        if (generation < 1 || generation > MOST_GENERATIONS || key.length != LENGTH) {
            throw new IllegalArgumentException("a guard key has 32 bytes and a generation from 1");
        }
        this.generation = generation;
        this.key = key;
    }

    /**
     * Returns a key.
     *
     * @param generation its number, from 1; a new key gets a new one
     * @param key 32 random bytes, the same on every node; copied
     * @throws IllegalArgumentException if the length or the number is another
     */
    public static GuardKey of(int generation, byte[] key) {
        return new GuardKey(generation, key.clone());
    }

    /** Returns a new key, for an application of one node. */
    public static GuardKey random(int generation, SecureRandom random) {
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        return new GuardKey(generation, key);
    }

    /** Returns the number of this key. */
    public int generation() {
        return generation;
    }

    /** Returns the first block of the inner hash (RFC 2104 §2), which the server keeps instead of the key. */
    byte[] innerPad() {
        return pad((byte) 0x36);
    }

    /** Returns the first block of the outer hash. */
    byte[] outerPad() {
        return pad((byte) 0x5c);
    }

    private byte[] pad(byte with) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= with;
        }
        return block;
    }

    /** Returns the guard of a transaction: generation, end and MAC. */
    String guard(int backend, long transactionStartMicros, long untilMicros, String identity, String tags) {
        String message = "gatehouse guard 1\n" + generation + "\n" + backend + "\n" + transactionStartMicros + "\n"
                + untilMicros + "\n" + identity + "\n" + tags;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
            return generation + "." + untilMicros + "." + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    @Override
    public String toString() {
        return "GuardKey[" + generation + "]";
    }
}
