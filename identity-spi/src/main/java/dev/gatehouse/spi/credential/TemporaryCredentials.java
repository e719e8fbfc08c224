package dev.gatehouse.spi.credential;

import dev.gatehouse.Secret;
import java.time.Instant;

/**
 * Temporary credentials in the shape that every AWS SDK takes. Immutable; {@code toString} prints the access key id
 * and the expiration only.
 */
public final class TemporaryCredentials {
    private final String accessKeyId;
    private final Secret secretKey;
    private final Secret sessionToken;
    private final Instant expiration;

    private TemporaryCredentials(String accessKeyId, Secret secretKey, Secret sessionToken, Instant expiration) {
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
        this.expiration = expiration;
    }

    public static TemporaryCredentials of(
            String accessKeyId, Secret secretKey, Secret sessionToken, Instant expiration) {
        return new TemporaryCredentials(accessKeyId, secretKey, sessionToken, expiration);
    }

    public String accessKeyId() {
        return accessKeyId;
    }

    /** Returns the secret access key. */
    public Secret secretKey() {
        return secretKey;
    }

    public Secret sessionToken() {
        return sessionToken;
    }

    /** Returns the instant from which on the credentials are invalid. */
    public Instant expiration() {
        return expiration;
    }

    @Override
    public String toString() {
        return "TemporaryCredentials[" + accessKeyId + ", until " + expiration + "]";
    }
}
