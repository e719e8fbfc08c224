package dev.gatehouse.spi.store;

import dev.gatehouse.IdentityId;
import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An identity of an identity pool. Immutable. */
public final class Identity {
    private final State state;
    private final Map<String, LoginEntry> logins;
    private final Map<String, DeveloperLogin> developerLogins;
    private final @Nullable IdentityId mergedInto;
    private final Set<IdentityId> absorbing;
    private final long epoch;
    private final Instant createdAt;
    private final Instant modifiedAt;
    private final @Nullable Instant expiresAt;

    private Identity(Builder builder) {
        this.state = builder.state;
        this.logins = Map.copyOf(builder.logins);
        this.developerLogins = Map.copyOf(builder.developerLogins);
        this.mergedInto = builder.mergedInto;
        this.absorbing = Set.copyOf(builder.absorbing);
        this.epoch = builder.epoch;
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.modifiedAt = Objects.requireNonNull(builder.modifiedAt, "modifiedAt");
        this.expiresAt = builder.expiresAt;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.state = state;
        builder.logins = logins;
        builder.developerLogins = developerLogins;
        builder.mergedInto = mergedInto;
        builder.absorbing = absorbing;
        builder.epoch = epoch;
        builder.createdAt = createdAt;
        builder.modifiedAt = modifiedAt;
        builder.expiresAt = expiresAt;
        return builder;
    }

    /** Returns where the identity stands. */
    public State state() {
        return state;
    }

    /** Returns the linked logins by provider, at most one each. */
    public Map<String, LoginEntry> logins() {
        return logins;
    }

    /** Returns the users of the developer's own provider that are linked, by the developer's name for them. */
    public Map<String, DeveloperLogin> developerLogins() {
        return developerLogins;
    }

    /** Returns the identity that took this one in. */
    public Optional<IdentityId> mergedInto() {
        return Optional.ofNullable(mergedInto);
    }

    /** Returns identities that a merge is taking in. */
    public Set<IdentityId> absorbing() {
        return absorbing;
    }

    /** Returns the epoch of its credentials: a session of a lower one is revoked. */
    public long epoch() {
        return epoch;
    }

    /** Returns when it came to be. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Returns when it was last changed. */
    public Instant modifiedAt() {
        return modifiedAt;
    }

    /** Returns when an unused guest may be swept; empty for signed-in identities. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** Where an identity stands. */
    public enum State {
        /** Gets credentials. */
        ACTIVE,
        /** Gets none until an administrator enables it. */
        DISABLED,
        /** Became part of another identity. */
        MERGED,
        /** Was deleted; the row stays as a bare tombstone. */
        DELETED
    }

    /**
     * A login that this identity names.
     *
     * @param subject the provider's name for the user
     * @param claim the write that claimed the login row; it counts only while both agree
     */
    public record LoginEntry(String subject, WriteId claim) {}

    /**
     * A user of the developer's own provider that this identity names.
     *
     * @param provider the developer provider's name
     * @param claim the write that claimed the login row; it counts only while both agree
     */
    public record DeveloperLogin(String provider, WriteId claim) {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity that
                && state.equals(that.state)
                && logins.equals(that.logins)
                && developerLogins.equals(that.developerLogins)
                && Objects.equals(mergedInto, that.mergedInto)
                && absorbing.equals(that.absorbing)
                && epoch == that.epoch
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt)
                && Objects.equals(expiresAt, that.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, logins, mergedInto);
    }

    @Override
    public String toString() {
        return "Identity[" + state + ", epoch " + epoch + "]";
    }

    /** Builds a {@link Identity}. Not thread-safe. */
    public static final class Builder {
        private State state = State.ACTIVE;
        private Map<String, LoginEntry> logins = Map.of();
        private Map<String, DeveloperLogin> developerLogins = Map.of();
        private @Nullable IdentityId mergedInto;
        private Set<IdentityId> absorbing = Set.of();
        private long epoch;
        private @Nullable Instant createdAt;
        private @Nullable Instant modifiedAt;
        private @Nullable Instant expiresAt;

        private Builder() {}

        public Builder state(State value) {
            this.state = value;
            return this;
        }

        public Builder logins(Map<String, LoginEntry> value) {
            this.logins = value;
            return this;
        }

        public Builder developerLogins(Map<String, DeveloperLogin> value) {
            this.developerLogins = value;
            return this;
        }

        public Builder mergedInto(IdentityId value) {
            this.mergedInto = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder mergedInto(Optional<IdentityId> value) {
            this.mergedInto = value.orElse(null);
            return this;
        }

        public Builder absorbing(Set<IdentityId> value) {
            this.absorbing = value;
            return this;
        }

        public Builder epoch(long value) {
            this.epoch = value;
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
        public Identity build() {
            return new Identity(this);
        }
    }
}
