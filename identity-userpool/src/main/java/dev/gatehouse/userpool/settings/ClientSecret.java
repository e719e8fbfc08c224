package dev.gatehouse.userpool.settings;

import dev.gatehouse.Secret;
import java.time.Instant;
import java.util.Objects;

/** A secret that an app client proves itself with. A client has at most two, so that one can be changed for another. Immutable. */
public final class ClientSecret {
    /** The shortest value, in characters. */
    public static final int MIN_LENGTH = 24;
    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 64;

    private final String id;
    private final Secret value;
    private final Instant createdAt;

    private ClientSecret(String id, Secret value, Instant createdAt) {
        this.id = Objects.requireNonNull(id, "id");
        this.value = Objects.requireNonNull(value, "value");
        this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    }

    /**
     * Returns a secret.
     *
     * @param id names it among the client's secrets, 1 to 256 characters; not secret
     * @param value {@value #MIN_LENGTH} to {@value #MAX_LENGTH} letters, digits, {@code _} and {@code +}
     * @throws InvalidSettingException if id or value are not of that form
     */
    public static ClientSecret of(String id, Secret value, Instant createdAt) {
        if (id.isEmpty() || id.length() > 256) {
            throw new InvalidSettingException("secret-id", "a secret's id has 1 to 256 characters");
        }
        if (!wellFormed(value)) {
            throw new InvalidSettingException("secret", "a client secret has 24 to 64 letters, digits, _ and +");
        }
        return new ClientSecret(id, value, createdAt);
    }

    /** Returns whether a value can be a client's secret. */
    public static boolean wellFormed(Secret value) {
        return value.use(chars -> {
            boolean fits = chars.length >= MIN_LENGTH && chars.length <= MAX_LENGTH;
            for (char c : chars) {
                fits &= (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_'
                        || c == '+';
            }
            return fits;
        });
    }

    /** Returns what names it; not secret. */
    public String id() {
        return id;
    }

    /** Returns the value. Closing it makes this client secret unusable. */
    public Secret value() {
        return value;
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public String toString() {
        return "ClientSecret[" + id + "]";
    }
}
