package dev.gatehouse.credentials.sts;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The outer forms. Session token format 2, in base64:
 *
 * <pre>
 * 1 byte format | 4 bytes STS key generation | 1 byte length of the pool's id | the pool's id | sealed claims
 * </pre>
 *
 * The pool's id is in clear so that who holds the keys of many pools finds the right one; the seal is bound to it.
 */
final class TokenFormat {
    static final byte FORMAT = 2;
    static final int HEADER = 6;
    static final int MAX_TOKEN = 4_096;
    static final Pattern ACCESS_KEY_ID = Pattern.compile("ASIA[A-Z2-7]{16}");

    private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final int SECRET_BYTES = 30;

    private TokenFormat() {}

    static String newAccessKeyId(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        StringBuilder out = new StringBuilder("ASIA");
        for (byte b : bytes) {
            out.append(ALPHABET[b & 31]);
        }
        return out.toString();
    }

    /** Returns what the seal is bound to besides the pool. */
    static String row(int generation, String accessKeyId) {
        return "sts|" + FORMAT + "|" + generation + "|" + accessKeyId;
    }

    static String encode(PoolId pool, int generation, byte[] sealed) {
        byte[] id = pool.value().getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = ByteBuffer.allocate(HEADER + id.length + sealed.length)
                .put(FORMAT)
                .putInt(generation)
                .put((byte) id.length) // 1 to 128
                .put(id)
                .put(sealed)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns the bytes of a token, or null unless it is exactly the text that {@link #encode} writes. */
    static byte @Nullable [] decode(String token) {
        if (token.length() > MAX_TOKEN) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
        boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(token);
        boolean whole = canonical && bytes.length > HEADER && bytes[0] == FORMAT && bytes.length > sealedFrom(bytes);
        return whole ? bytes : null;
    }

    /** Returns the pool that a token says it is of, or null if it names none. */
    static @Nullable PoolId pool(byte[] token) {
        try {
            return new PoolId(new String(token, HEADER, sealedFrom(token) - HEADER, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static int generation(byte[] token) {
        return ByteBuffer.wrap(token, 1, Integer.BYTES).getInt();
    }

    static byte[] sealed(byte[] token) {
        return Arrays.copyOfRange(token, sealedFrom(token), token.length);
    }

    private static int sealedFrom(byte[] token) {
        return HEADER + (token[HEADER - 1] & 0xff);
    }

    /** Returns the secret access key: 40 characters of base64. */
    static Secret secretKey(byte[] key, String accessKeyId, String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(accessKeyId.getBytes(StandardCharsets.US_ASCII));
            mac.update(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
            byte[] bytes = Arrays.copyOf(mac.doFinal(), SECRET_BYTES);
            return Secret.of(Base64.getEncoder().encodeToString(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }
}
