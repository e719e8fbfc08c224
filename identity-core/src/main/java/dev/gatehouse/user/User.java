package dev.gatehouse.user;

import dev.gatehouse.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's profile: no password, no factor, no session. Immutable.
 *
 * <p>Attributes are keyed by name ({@code email}, {@code custom:plan}); values are what the user typed, at most
 * 2,048 characters. {@code sub} is {@link #id()} and never among them. {@code toString} prints the id and the status
 * only, since attributes are personal data.
 */
public final class User {
    private final UserId id;
    private final String username;
    private final UserStatus status;
    private final boolean enabled;
    private final Map<String, String> attributes;
    private final Instant createdAt;
    private final Instant modifiedAt;

    private User(Builder builder) {
        this.id = Objects.requireNonNull(builder.id, "id");
        this.username = Objects.requireNonNull(builder.username, "username");
        this.status = builder.status;
        this.enabled = builder.enabled;
        this.attributes = Map.copyOf(builder.attributes);
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.modifiedAt = Objects.requireNonNullElse(builder.modifiedAt, createdAt);
    }

    /** Returns a builder of an enabled, unconfirmed user without attributes. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this user. */
    public Builder toBuilder() {
        return new Builder()
                .id(id)
                .username(username)
                .status(status)
                .enabled(enabled)
                .attributes(attributes)
                .createdAt(createdAt)
                .modifiedAt(modifiedAt);
    }

    public UserId id() {
        return id;
    }

    /** Returns the user name as typed at sign-up; the id where the pool signs in by e-mail or phone number. */
    public String username() {
        return username;
    }

    public UserStatus status() {
        return status;
    }

    /** Returns whether an administrator lets this user in. */
    public boolean enabled() {
        return enabled;
    }

    /** Returns the attributes; unmodifiable. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns one attribute, if it is set. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof User that
                && id.equals(that.id)
                && username.equals(that.username)
                && status == that.status
                && enabled == that.enabled
                && attributes.equals(that.attributes)
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, status, modifiedAt);
    }

    @Override
    public String toString() {
        return "User[" + id + ", " + status + (enabled ? "]" : ", disabled]");
    }

    /** Builds a {@link User}. Not thread-safe. */
    public static final class Builder {
        private @Nullable UserId id;
        private @Nullable String username;
        private UserStatus status = UserStatus.UNCONFIRMED;
        private boolean enabled = true;
        private Map<String, String> attributes = Map.of();
        private @Nullable Instant createdAt;
        private @Nullable Instant modifiedAt;

        private Builder() {}

        public Builder id(UserId value) {
            this.id = value;
            return this;
        }

        public Builder username(String value) {
            this.username = value;
            return this;
        }

        public Builder status(UserStatus value) {
            this.status = value;
            return this;
        }

        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /** Replaces all attributes. */
        public Builder attributes(Map<String, String> value) {
            this.attributes = Map.copyOf(value);
            return this;
        }

        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        public Builder modifiedAt(Instant value) {
            this.modifiedAt = value;
            return this;
        }

        /** Returns the user; id, user name and creation time must be set. */
        public User build() {
            return new User(this);
        }
    }
}
