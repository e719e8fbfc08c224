package dev.gatehouse.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one pool, which never rotates: keys of short-lived rows, codes, decoys and page tokens are MACs
 * under it. Each use has a key of its own, derived by HKDF, and each MAC covers its parts with their lengths, so two
 * different lists of parts never give one MAC. Thread-safe; never prints itself.
 */
public final class PoolSecret {
    /** The length of the secret, in bytes. */
    public static final int LENGTH = 32;

    private final byte[] secret;

    private PoolSecret(byte[] secret) {
        this.secret = secret;
    }

    /** Returns a new random secret. */
    public static PoolSecret random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new PoolSecret(bytes);
    }

    /**
     * Returns the secret that {@link #bytes()} gave.
     *
     * @throws IllegalArgumentException if it has not {@link #LENGTH} bytes
     */
    public static PoolSecret of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a pool secret has 32 bytes");
        }
        return new PoolSecret(bytes.clone());
    }

    /** Returns a copy of the secret, to be sealed. */
    public byte[] bytes() {
        return secret.clone();
    }

    /**
     * Returns the HMAC-SHA256 of the parts under the key of {@code use}: 32 bytes.
     *
     * @param use a fixed name such as {@code code} or {@code attempt.password}
     */
    public byte[] mac(String use, String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key =
                    Hkdf.sha256(secret, new byte[0], ("gatehouse pool 1|" + use).getBytes(StandardCharsets.UTF_8), 32);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    @Override
    public String toString() {
        return "PoolSecret[redacted]";
    }
}
