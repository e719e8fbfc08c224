package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that may be used once: a code as a MAC, a sign-in id, a nonce. Taking marks the row; it does not delete it. Immutable. */
public final class OneTime {
    private final String nonce;
    private final byte[] mac;
    private final Instant issuedAt;
    private final Instant expiresAt;
    private final @Nullable WriteId takenBy;

    private OneTime(Builder builder) {
        this.nonce = Objects.requireNonNull(builder.nonce, "nonce");
        this.mac = builder.mac.clone();
        this.issuedAt = Objects.requireNonNull(builder.issuedAt, "issuedAt");
        this.expiresAt = Objects.requireNonNull(builder.expiresAt, "expiresAt");
        this.takenBy = builder.takenBy;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.nonce = nonce;
        builder.mac = mac;
        builder.issuedAt = issuedAt;
        builder.expiresAt = expiresAt;
        builder.takenBy = takenBy;
        return builder;
    }

    /** Returns what makes this value different from every other: 128 bits, Base64url. */
    public String nonce() {
        return nonce;
    }

    /** Returns the MAC over the code and everything that it is bound to; empty where there is no code. */
    public byte[] mac() {
        return mac.clone();
    }

    /** Returns when it was made. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** Returns from when on it is invalid. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Returns the write that used it. */
    public Optional<WriteId> takenBy() {
        return Optional.ofNullable(takenBy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OneTime that
                && nonce.equals(that.nonce)
                && Arrays.equals(mac, that.mac)
                && issuedAt.equals(that.issuedAt)
                && expiresAt.equals(that.expiresAt)
                && Objects.equals(takenBy, that.takenBy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(nonce, issuedAt, expiresAt);
    }

    @Override
    public String toString() {
        return "OneTime[until " + expiresAt + (takenBy == null ? "]" : ", taken]");
    }

    /** Builds a {@link OneTime}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String nonce;
        private byte[] mac = new byte[0];
        private @Nullable Instant issuedAt;
        private @Nullable Instant expiresAt;
        private @Nullable WriteId takenBy;

        private Builder() {}

        public Builder nonce(String value) {
            this.nonce = value;
            return this;
        }

        public Builder mac(byte[] value) {
            this.mac = value.clone();
            return this;
        }

        public Builder issuedAt(Instant value) {
            this.issuedAt = value;
            return this;
        }

        public Builder expiresAt(Instant value) {
            this.expiresAt = value;
            return this;
        }

        public Builder takenBy(WriteId value) {
            this.takenBy = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder takenBy(Optional<WriteId> value) {
            this.takenBy = value.orElse(null);
            return this;
        }

        /** Returns the value. */
        public OneTime build() {
            return new OneTime(this);
        }
    }
}
