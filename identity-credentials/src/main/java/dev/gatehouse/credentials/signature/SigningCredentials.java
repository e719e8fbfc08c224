package dev.gatehouse.credentials.signature;

import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request is signed with. Immutable; prints the access key id only. */
public final class SigningCredentials {
    private final String accessKeyId;
    private final Secret secretKey;
    private final @Nullable Secret sessionToken;

    private SigningCredentials(String accessKeyId, Secret secretKey, @Nullable Secret sessionToken) {
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
    }

    /** Returns credentials without a session token. */
    public static SigningCredentials of(String accessKeyId, Secret secretKey) {
        return new SigningCredentials(accessKeyId, secretKey, null);
    }

    /** Returns credentials with a session token. */
    public static SigningCredentials of(String accessKeyId, Secret secretKey, Secret sessionToken) {
        return new SigningCredentials(accessKeyId, secretKey, sessionToken);
    }

    /** Returns temporary credentials. */
    public static SigningCredentials of(TemporaryCredentials credentials) {
        return of(credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken());
    }

    /** Returns the access key id. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Returns the secret access key. */
    public Secret secretKey() {
        return secretKey;
    }

    /** Returns the session token of temporary credentials. */
    public Optional<Secret> sessionToken() {
        return Optional.ofNullable(sessionToken);
    }

    @Override
    public String toString() {
        return "SigningCredentials[" + accessKeyId + "]";
    }
}
