package dev.gatehouse.userpool.settings;

import dev.gatehouse.ClientId;
import dev.gatehouse.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The reference service's {@code SECRET_HASH}: what an app client with a secret sends beside a user name, to prove
 * that it knows the secret: {@code Base64(HMAC-SHA256(clientSecret, username + clientId))}. Immutable; never prints
 * itself.
 */
public final class SecretHash {
    /** The longest text, in characters; a real one has 44. */
    public static final int MAX_LENGTH = 128;

    private final byte[] mac;

    private SecretHash(byte[] mac) {
        this.mac = mac;
    }

    /** Returns the hash that a client sent. What is too long or not Base64 is taken and matches nothing. */
    public static SecretHash of(String presented) {
        if (presented.length() > MAX_LENGTH) {
            return new SecretHash(new byte[0]);
        }
        try {
            return new SecretHash(Base64.getDecoder().decode(presented));
        } catch (IllegalArgumentException e) {
            return new SecretHash(new byte[0]); // a client that cannot even encode does not know the secret
        }
    }

    /**
     * Returns the hash that a client which knows {@code secret} sends with a user name, as typed.
     *
     * @throws IllegalArgumentException if no client can have such a secret
     */
    public static SecretHash compute(Secret secret, String username, ClientId client) {
        if (!ClientSecret.wellFormed(secret)) {
            throw new IllegalArgumentException("a client secret has 24 to 64 letters, digits, _ and +");
        }
        return secret.use(chars -> {
            byte[] key = new byte[chars.length];
            for (int i = 0; i < chars.length; i++) {
                key[i] = (byte) chars[i]; // secrets are ASCII
            }
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.update(username.getBytes(StandardCharsets.UTF_8));
                return new SecretHash(mac.doFinal(client.value().getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC-SHA256 is missing", e);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }

    /** Returns the Base64 text to send. Keep it out of logs. */
    public String value() {
        return Base64.getEncoder().encodeToString(mac);
    }

    /** Returns whether both are the same, in time that does not depend on where they differ. */
    public boolean matches(SecretHash other) {
        return MessageDigest.isEqual(mac, other.mac);
    }

    @Override
    public String toString() {
        return "SecretHash[redacted]";
    }
}
