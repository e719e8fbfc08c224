package dev.gatehouse.user;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a {@link Schema}: its name, type, bounds and who may write it. Immutable.
 *
 * <p>Custom attributes are named {@code custom:} and 1 to 20 characters of {@code [A-Za-z0-9_.-]}, fewer than the
 * reference service allows, so that a name is safe in a token, a query and a log.
 */
public final class AttributeDefinition {
    /** The longest value of any attribute, in characters. */
    public static final int MAX_VALUE_LENGTH = 2_048;

    /** What the names of custom attributes start with. */
    public static final String CUSTOM_PREFIX = "custom:";

    private static final Pattern CUSTOM = Pattern.compile("custom:[A-Za-z0-9_.-]{1,20}");
    private static final Pattern STANDARD = Pattern.compile("[a-z_]{1,32}");

    private final String name;
    private final AttributeType type;
    private final boolean mutable;
    private final boolean required;
    private final boolean developerOnly;
    private final @Nullable Long min;
    private final @Nullable Long max;

    private AttributeDefinition(Builder builder) {
        this.name = builder.name;
        this.type = builder.type;
        this.mutable = builder.mutable;
        this.required = builder.required;
        this.developerOnly = builder.developerOnly;
        this.min = builder.min;
        this.max = builder.max;
        if (!CUSTOM.matcher(name).matches() && !STANDARD.matcher(name).matches()) {
            throw new IllegalArgumentException("an attribute is named custom: and 1 to 20 of [A-Za-z0-9_.-]");
        }
        boolean bounded = min != null || max != null;
        if (bounded && type != AttributeType.STRING && type != AttributeType.NUMBER) {
            throw new IllegalArgumentException("only strings and numbers have bounds");
        }
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException("the least is above the greatest");
        }
        if (type == AttributeType.STRING && (outside(min) || outside(max))) {
            throw new IllegalArgumentException("a length is 0 to " + MAX_VALUE_LENGTH);
        }
    }

    /**
     * Returns a builder of a mutable, optional string attribute.
     *
     * @param name {@code custom:} and the name, or the name of a standard attribute
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns a builder that starts from this definition. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.type = type;
        builder.mutable = mutable;
        builder.required = required;
        builder.developerOnly = developerOnly;
        builder.min = min;
        builder.max = max;
        return builder;
    }

    public String name() {
        return name;
    }

    public AttributeType type() {
        return type;
    }

    /** Returns whether the value may change after sign-up. */
    public boolean mutable() {
        return mutable;
    }

    /** Returns whether a user must have a value. */
    public boolean required() {
        return required;
    }

    /** Returns whether only administrators and hooks may write it. */
    public boolean developerOnly() {
        return developerOnly;
    }

    /** Returns the least length of a string, in characters, or the least value of a number. */
    public Optional<Long> min() {
        return Optional.ofNullable(min);
    }

    /** Returns the greatest length of a string, in characters, or the greatest value of a number. */
    public Optional<Long> max() {
        return Optional.ofNullable(max);
    }

    /** Returns whether it is one that the pool added to the standard ones. */
    public boolean isCustom() {
        return name.startsWith(CUSTOM_PREFIX);
    }

    boolean admits(long measure) {
        return (min == null || measure >= min) && (max == null || measure <= max);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeDefinition that
                && name.equals(that.name)
                && type == that.type
                && mutable == that.mutable
                && required == that.required
                && developerOnly == that.developerOnly
                && Objects.equals(min, that.min)
                && Objects.equals(max, that.max);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, mutable, required, developerOnly, min, max);
    }

    @Override
    public String toString() {
        return "AttributeDefinition[" + name + ", " + type + "]";
    }

    private static boolean outside(@Nullable Long length) {
        return length != null && (length < 0 || length > MAX_VALUE_LENGTH);
    }

    /** Builds an {@link AttributeDefinition}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private AttributeType type = AttributeType.STRING;
        private boolean mutable = true;
        private boolean required;
        private boolean developerOnly;
        private @Nullable Long min;
        private @Nullable Long max;

        private Builder(String name) {
            this.name = name;
        }

        public Builder type(AttributeType value) {
            this.type = value;
            return this;
        }

        public Builder mutable(boolean value) {
            this.mutable = value;
            return this;
        }

        public Builder required(boolean value) {
            this.required = value;
            return this;
        }

        public Builder developerOnly(boolean value) {
            this.developerOnly = value;
            return this;
        }

        /** Sets the least length of a string, in characters, or the least value of a number. */
        public Builder min(long value) {
            this.min = value;
            return this;
        }

        /** Sets the greatest length of a string, in characters, or the greatest value of a number. */
        public Builder max(long value) {
            this.max = value;
            return this;
        }

        /**
         * Returns the definition.
         *
         * @throws IllegalArgumentException if the name is not an attribute's or the bounds make no sense
         */
        public AttributeDefinition build() {
            return new AttributeDefinition(this);
        }
    }
}
