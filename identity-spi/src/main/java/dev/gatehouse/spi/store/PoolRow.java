package dev.gatehouse.spi.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is stored of a pool. Immutable. */
public final class PoolRow {
    private final byte[] sealedSecret;
    private final long epoch;
    private final Instant createdAt;

    private PoolRow(Builder builder) {
        this.sealedSecret =
                Objects.requireNonNull(builder.sealedSecret, "sealedSecret").clone();
        this.epoch = builder.epoch;
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.sealedSecret = sealedSecret;
        builder.epoch = epoch;
        builder.createdAt = createdAt;
        return builder;
    }

    /** Returns the sealed pool secret, which never rotates. */
    public byte[] sealedSecret() {
        return sealedSecret.clone();
    }

    /** Returns the epoch of the pool: raised after a restore from backup. */
    public long epoch() {
        return epoch;
    }

    /** Returns when the pool was first opened. */
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolRow that
                && Arrays.equals(sealedSecret, that.sealedSecret)
                && epoch == that.epoch
                && createdAt.equals(that.createdAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, createdAt);
    }

    @Override
    public String toString() {
        return "PoolRow[epoch " + epoch + "]";
    }

    /** Builds a {@link PoolRow}. Not thread-safe. */
    public static final class Builder {
        private byte @Nullable [] sealedSecret;
        private long epoch;
        private @Nullable Instant createdAt;

        private Builder() {}

        public Builder sealedSecret(byte[] value) {
            this.sealedSecret = value.clone();
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

        /** Returns the value. */
        public PoolRow build() {
            return new PoolRow(this);
        }
    }
}
