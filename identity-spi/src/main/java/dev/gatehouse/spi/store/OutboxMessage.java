package dev.gatehouse.spi.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that waits to be sent at least once. The body is sealed, since it names an address. Immutable. */
public final class OutboxMessage {
    private final String kind;
    private final byte[] sealedBody;
    private final Instant createdAt;
    private final int attempts;
    private final Instant nextAttemptAt;
    private final Instant expiresAt;

    private OutboxMessage(Builder builder) {
        this.kind = Objects.requireNonNull(builder.kind, "kind");
        this.sealedBody =
                Objects.requireNonNull(builder.sealedBody, "sealedBody").clone();
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.attempts = builder.attempts;
        this.nextAttemptAt = Objects.requireNonNull(builder.nextAttemptAt, "nextAttemptAt");
        this.expiresAt = Objects.requireNonNull(builder.expiresAt, "expiresAt");
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.kind = kind;
        builder.sealedBody = sealedBody;
        builder.createdAt = createdAt;
        builder.attempts = attempts;
        builder.nextAttemptAt = nextAttemptAt;
        builder.expiresAt = expiresAt;
        return builder;
    }

    /** Returns the kind of message, as the name of a {@link dev.gatehouse.spi.message.MessageKind}. */
    public String kind() {
        return kind;
    }

    /** Returns who gets what: sealed. */
    public byte[] sealedBody() {
        return sealedBody.clone();
    }

    /** Returns when it was put. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Returns how many times sending was tried. */
    public int attempts() {
        return attempts;
    }

    /** Returns the earliest time of the next try; a taker moves it ahead before it sends. */
    public Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    /** Returns when it is no longer worth sending. */
    public Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboxMessage that
                && kind.equals(that.kind)
                && Arrays.equals(sealedBody, that.sealedBody)
                && createdAt.equals(that.createdAt)
                && attempts == that.attempts
                && nextAttemptAt.equals(that.nextAttemptAt)
                && expiresAt.equals(that.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, createdAt, attempts);
    }

    @Override
    public String toString() {
        return "OutboxMessage[" + kind + ", attempts " + attempts + "]";
    }

    /** Builds a {@link OutboxMessage}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String kind;
        private byte @Nullable [] sealedBody;
        private @Nullable Instant createdAt;
        private int attempts;
        private @Nullable Instant nextAttemptAt;
        private @Nullable Instant expiresAt;

        private Builder() {}

        public Builder kind(String value) {
            this.kind = value;
            return this;
        }

        public Builder sealedBody(byte[] value) {
            this.sealedBody = value.clone();
            return this;
        }

        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        public Builder attempts(int value) {
            this.attempts = value;
            return this;
        }

        public Builder nextAttemptAt(Instant value) {
            this.nextAttemptAt = value;
            return this;
        }

        public Builder expiresAt(Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** Returns the value. */
        public OutboxMessage build() {
            return new OutboxMessage(this);
        }
    }
}
