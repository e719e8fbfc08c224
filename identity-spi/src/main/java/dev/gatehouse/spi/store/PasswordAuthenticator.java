package dev.gatehouse.spi.store;

import dev.gatehouse.password.PasswordHash;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stored password: its hash and the hashes before it. Immutable. */
public final class PasswordAuthenticator implements Authenticator {
    private final PasswordHash hash;
    private final List<PasswordHash> history;
    private final Instant setAt;
    private final @Nullable Instant expiresAt;

    private PasswordAuthenticator(Builder builder) {
        this.hash = Objects.requireNonNull(builder.hash, "hash");
        this.history = List.copyOf(builder.history);
        this.setAt = Objects.requireNonNull(builder.setAt, "setAt");
        this.expiresAt = builder.expiresAt;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.hash = hash;
        builder.history = history;
        builder.setAt = setAt;
        builder.expiresAt = expiresAt;
        return builder;
    }

    /** Returns the hash of the present password. */
    public PasswordHash hash() {
        return hash;
    }

    /** Returns earlier hashes, newest first. */
    public List<PasswordHash> history() {
        return history;
    }

    /** Returns when the password was set. */
    public Instant setAt() {
        return setAt;
    }

    /** Returns when a temporary password ends; empty for one chosen by the user. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PasswordAuthenticator that
                && hash.equals(that.hash)
                && history.equals(that.history)
                && setAt.equals(that.setAt)
                && Objects.equals(expiresAt, that.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hash, history, setAt);
    }

    @Override
    public String toString() {
        return "PasswordAuthenticator[redacted]";
    }

    /** Builds a {@link PasswordAuthenticator}. Not thread-safe. */
    public static final class Builder {
        private @Nullable PasswordHash hash;
        private List<PasswordHash> history = List.of();
        private @Nullable Instant setAt;
        private @Nullable Instant expiresAt;

        private Builder() {}

        public Builder hash(PasswordHash value) {
            this.hash = value;
            return this;
        }

        public Builder history(List<PasswordHash> value) {
            this.history = value;
            return this;
        }

        public Builder setAt(Instant value) {
            this.setAt = value;
            return this;
        }

        public Builder expiresAt(Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder expiresAt(Optional<Instant> value) {
            this.expiresAt = value.orElse(null);
            return this;
        }

        /** Returns the value. */
        public PasswordAuthenticator build() {
            return new PasswordAuthenticator(this);
        }
    }
}
