package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pool, a client, a provider or a shared policy is configured to be. The body is JSON of the feature that owns
 * the kind; stores keep it as a text and never look into it. A secret in it is sealed by that feature. Immutable.
 */
public final class Setting {
    /** The longest body, in characters. */
    public static final int MAX_BODY_CHARS = 131_072;

    private final String body;
    private final WriteId incarnation;
    private final Instant createdAt;
    private final Instant modifiedAt;

    private Setting(Builder builder) {
        this.body = Objects.requireNonNull(builder.body, "body");
        this.incarnation = Objects.requireNonNull(builder.incarnation, "incarnation");
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.modifiedAt = Objects.requireNonNull(builder.modifiedAt, "modifiedAt");
        if (body.length() > MAX_BODY_CHARS) {
            throw new IllegalArgumentException("a setting has at most " + MAX_BODY_CHARS + " characters");
        }
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.body = body;
        builder.incarnation = incarnation;
        builder.createdAt = createdAt;
        builder.modifiedAt = modifiedAt;
        return builder;
    }

    /** Returns the JSON, at most {@value #MAX_BODY_CHARS} characters. */
    public String body() {
        return body;
    }

    /** Returns the id of this incarnation: what was granted under a name is not revived when the name is reused. */
    public WriteId incarnation() {
        return incarnation;
    }

    /** Returns when it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Returns when it was last changed. */
    public Instant modifiedAt() {
        return modifiedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Setting that
                && body.equals(that.body)
                && incarnation.equals(that.incarnation)
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(incarnation, modifiedAt);
    }

    /** Returns its incarnation; the body may hold what is nobody's business. */
    @Override
    public String toString() {
        return "Setting[" + incarnation.value() + "]";
    }

    /** Builds a {@link Setting}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String body;
        private @Nullable WriteId incarnation;
        private @Nullable Instant createdAt;
        private @Nullable Instant modifiedAt;

        private Builder() {}

        public Builder body(String value) {
            this.body = value;
            return this;
        }

        public Builder incarnation(WriteId value) {
            this.incarnation = value;
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

        /**
         * Returns the value.
         *
         * @throws IllegalArgumentException if the body is longer than {@value Setting#MAX_BODY_CHARS} characters
         */
        public Setting build() {
            return new Setting(this);
        }
    }
}
