package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the user store holds of a user: profile, claims, pending changes, memberships and session epoch; or the tombstone that fences a name whose user never came to be. Immutable. */
public final class UserRow {
    private final State state;
    private final @Nullable User profile;
    private final Map<AliasKind, AliasClaim> aliases;
    private final Map<String, PendingChange> pending;
    private final Map<String, WriteId> memberships;
    private final long sessionEpoch;
    private final @Nullable Instant expiresAt;

    private UserRow(Builder builder) {
        this.state = builder.state;
        this.profile = builder.profile;
        this.aliases = Map.copyOf(builder.aliases);
        this.pending = Map.copyOf(builder.pending);
        this.memberships = Map.copyOf(builder.memberships);
        this.sessionEpoch = builder.sessionEpoch;
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
        builder.profile = profile;
        builder.aliases = aliases;
        builder.pending = pending;
        builder.memberships = memberships;
        builder.sessionEpoch = sessionEpoch;
        builder.expiresAt = expiresAt;
        return builder;
    }

    /** Returns where the row stands. */
    public State state() {
        return state;
    }

    /** Returns the profile; empty for a tombstone. */
    public Optional<User> profile() {
        return Optional.ofNullable(profile);
    }

    /** Returns the names that find this user, each with the claim that makes it count. */
    public Map<AliasKind, AliasClaim> aliases() {
        return aliases;
    }

    /** Returns changes of address that wait for a code, by attribute. */
    public Map<String, PendingChange> pending() {
        return pending;
    }

    /**
     * Returns the groups that the user is in: by the group's name the incarnation that the user was added to. One that
     * is not the group's present incarnation does not count.
     */
    public Map<String, WriteId> memberships() {
        return memberships;
    }

    /** Returns the epoch of the sessions: a token family of a lower one is dead. */
    public long sessionEpoch() {
        return sessionEpoch;
    }

    /** Returns when the row may be swept: tombstones and sign-ups that were never confirmed; empty for ever. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** Where a user row stands. */
    public enum State {
        /** The user exists. */
        LIVE,
        /** The user is gone for every reader; clean-up goes on. */
        DELETING,
        /** There never was a user: the row only fences a name's holder. */
        TOMBSTONE
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserRow that
                && state.equals(that.state)
                && Objects.equals(profile, that.profile)
                && aliases.equals(that.aliases)
                && pending.equals(that.pending)
                && memberships.equals(that.memberships)
                && sessionEpoch == that.sessionEpoch
                && Objects.equals(expiresAt, that.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, profile, aliases);
    }

    @Override
    public String toString() {
        return "UserRow[" + state + ", epoch " + sessionEpoch + "]";
    }

    /** Builds a {@link UserRow}. Not thread-safe. */
    public static final class Builder {
        private State state = State.LIVE;
        private @Nullable User profile;
        private Map<AliasKind, AliasClaim> aliases = Map.of();
        private Map<String, PendingChange> pending = Map.of();
        private Map<String, WriteId> memberships = Map.of();
        private long sessionEpoch;
        private @Nullable Instant expiresAt;

        private Builder() {}

        public Builder state(State value) {
            this.state = value;
            return this;
        }

        public Builder profile(User value) {
            this.profile = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder profile(Optional<User> value) {
            this.profile = value.orElse(null);
            return this;
        }

        public Builder aliases(Map<AliasKind, AliasClaim> value) {
            this.aliases = value;
            return this;
        }

        public Builder pending(Map<String, PendingChange> value) {
            this.pending = value;
            return this;
        }

        public Builder memberships(Map<String, WriteId> value) {
            this.memberships = value;
            return this;
        }

        public Builder sessionEpoch(long value) {
            this.sessionEpoch = value;
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
        public UserRow build() {
            return new UserRow(this);
        }
    }
}
