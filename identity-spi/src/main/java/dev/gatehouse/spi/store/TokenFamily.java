package dev.gatehouse.spi.store;

import dev.gatehouse.ClientId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lineage of refresh tokens of one sign-in. Immutable. */
public final class TokenFamily {
    private final ClientId client;
    private final byte[] sealedKey;
    private final long generation;
    private final Instant rotatedAt;
    private final long sessionEpoch;
    private final Set<String> scopes;
    private final Instant authenticatedAt;
    private final Instant expiresAt;
    private final boolean revoked;

    private TokenFamily(Builder builder) {
        this.client = Objects.requireNonNull(builder.client, "client");
        this.sealedKey = Objects.requireNonNull(builder.sealedKey, "sealedKey").clone();
        this.generation = builder.generation;
        this.rotatedAt = Objects.requireNonNull(builder.rotatedAt, "rotatedAt");
        this.sessionEpoch = builder.sessionEpoch;
        this.scopes = Set.copyOf(builder.scopes);
        this.authenticatedAt = Objects.requireNonNull(builder.authenticatedAt, "authenticatedAt");
        this.expiresAt = Objects.requireNonNull(builder.expiresAt, "expiresAt");
        this.revoked = builder.revoked;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.client = client;
        builder.sealedKey = sealedKey;
        builder.generation = generation;
        builder.rotatedAt = rotatedAt;
        builder.sessionEpoch = sessionEpoch;
        builder.scopes = scopes;
        builder.authenticatedAt = authenticatedAt;
        builder.expiresAt = expiresAt;
        builder.revoked = revoked;
        return builder;
    }

    /** Returns the app client that signed in. */
    public ClientId client() {
        return client;
    }

    /** Returns the sealed random key from which every refresh secret of this family is derived. */
    public byte[] sealedKey() {
        return sealedKey.clone();
    }

    /** Returns the generation of the refresh token that is valid now, counted from 1. */
    public long generation() {
        return generation;
    }

    /** Returns when that generation came to be. */
    public Instant rotatedAt() {
        return rotatedAt;
    }

    /** Returns the user's session epoch when the sign-in was made. */
    public long sessionEpoch() {
        return sessionEpoch;
    }

    /** Returns the scopes of its access tokens. */
    public Set<String> scopes() {
        return scopes;
    }

    /** Returns when the user proved who it is; the {@code auth_time} claim. */
    public Instant authenticatedAt() {
        return authenticatedAt;
    }

    /** Returns when the last refresh token ends. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Returns whether the family is dead. Once true it stays true. */
    public boolean revoked() {
        return revoked;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenFamily that
                && client.equals(that.client)
                && Arrays.equals(sealedKey, that.sealedKey)
                && generation == that.generation
                && rotatedAt.equals(that.rotatedAt)
                && sessionEpoch == that.sessionEpoch
                && scopes.equals(that.scopes)
                && authenticatedAt.equals(that.authenticatedAt)
                && expiresAt.equals(that.expiresAt)
                && revoked == that.revoked;
    }

    @Override
    public int hashCode() {
        return Objects.hash(client, generation, rotatedAt);
    }

    @Override
    public String toString() {
        return "TokenFamily[client " + client + ", generation " + generation + (revoked ? ", revoked]" : "]");
    }

    /** Builds a {@link TokenFamily}. Not thread-safe. */
    public static final class Builder {
        private @Nullable ClientId client;
        private byte @Nullable [] sealedKey;
        private long generation;
        private @Nullable Instant rotatedAt;
        private long sessionEpoch;
        private Set<String> scopes = Set.of();
        private @Nullable Instant authenticatedAt;
        private @Nullable Instant expiresAt;
        private boolean revoked;

        private Builder() {}

        public Builder client(ClientId value) {
            this.client = value;
            return this;
        }

        public Builder sealedKey(byte[] value) {
            this.sealedKey = value.clone();
            return this;
        }

        public Builder generation(long value) {
            this.generation = value;
            return this;
        }

        public Builder rotatedAt(Instant value) {
            this.rotatedAt = value;
            return this;
        }

        public Builder sessionEpoch(long value) {
            this.sessionEpoch = value;
            return this;
        }

        public Builder scopes(Set<String> value) {
            this.scopes = value;
            return this;
        }

        public Builder authenticatedAt(Instant value) {
            this.authenticatedAt = value;
            return this;
        }

        public Builder expiresAt(Instant value) {
            this.expiresAt = value;
            return this;
        }

        public Builder revoked(boolean value) {
            this.revoked = value;
            return this;
        }

        /** Returns the value. */
        public TokenFamily build() {
            return new TokenFamily(this);
        }
    }
}
