package dev.gatehouse.user;

import dev.gatehouse.WriteId;
import dev.gatehouse.name.Names;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A group of a pool's users, with the role that it gives them. Immutable.
 *
 * <p>The incarnation is drawn when the group is made and stays through every change. Memberships name it, so a group
 * that is deleted and made again under the same name has no members.
 */
public final class Group {
    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION_LENGTH = 2_048;

    private static final Pattern ROLE_ARN = Pattern.compile("arn:[\\w-]{1,32}:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");

    private final String name;
    private final String description;
    private final @Nullable Integer precedence;
    private final @Nullable String roleArn;
    private final WriteId incarnation;
    private final Instant createdAt;
    private final Instant modifiedAt;

    private Group(Builder builder) {
        this.name = Objects.requireNonNull(builder.name, "name");
        this.description = builder.description;
        this.precedence = builder.precedence;
        this.roleArn = builder.roleArn;
        this.incarnation = Objects.requireNonNull(builder.incarnation, "incarnation");
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.modifiedAt = Objects.requireNonNullElse(builder.modifiedAt, createdAt);
        boolean canonical =
                Names.usernameCasePreserved(name).fold(form -> form.value().equals(name), refusal -> false);
        if (!canonical) {
            throw new IllegalArgumentException("a group's name is what Names.usernameCasePreserved returns");
        }
        if (description.length() > MAX_DESCRIPTION_LENGTH) {
            throw new IllegalArgumentException("a description has at most " + MAX_DESCRIPTION_LENGTH + " characters");
        }
        if (precedence != null && precedence < 0) {
            throw new IllegalArgumentException("a precedence is not negative");
        }
        if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
            throw new IllegalArgumentException("a role's ARN reads arn:partition:iam::account:role/name");
        }
    }

    /** Returns a builder of a group without description, precedence or role. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this group. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.name = name;
        builder.description = description;
        builder.precedence = precedence;
        builder.roleArn = roleArn;
        builder.incarnation = incarnation;
        builder.createdAt = createdAt;
        builder.modifiedAt = modifiedAt;
        return builder;
    }

    /** Returns the name: 1 to 128 code points, case preserved, unique in the pool. */
    public String name() {
        return name;
    }

    /** Returns the description, at most 2,048 characters; empty if there is none. */
    public String description() {
        return description;
    }

    /** Returns the precedence, 0 or more: the role of a user's group with the lowest is the preferred one. */
    public OptionalInt precedence() {
        return precedence == null ? OptionalInt.empty() : OptionalInt.of(precedence);
    }

    /** Returns the ARN of the role that members may take in an identity pool, 20 to 2,048 characters. */
    public Optional<String> roleArn() {
        return Optional.ofNullable(roleArn);
    }

    /** Returns the id that memberships of this group name. */
    public WriteId incarnation() {
        return incarnation;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Group that
                && name.equals(that.name)
                && description.equals(that.description)
                && Objects.equals(precedence, that.precedence)
                && Objects.equals(roleArn, that.roleArn)
                && incarnation.equals(that.incarnation)
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, incarnation, modifiedAt);
    }

    @Override
    public String toString() {
        return "Group[" + name + ", incarnation " + incarnation + "]";
    }

    /** Builds a {@link Group}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private String description = "";
        private @Nullable Integer precedence;
        private @Nullable String roleArn;
        private @Nullable WriteId incarnation;
        private @Nullable Instant createdAt;
        private @Nullable Instant modifiedAt;

        private Builder() {}

        /** Sets the name; pass what {@link Names#usernameCasePreserved(String)} returned for the caller's input. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        public Builder description(String value) {
            this.description = value;
            return this;
        }

        public Builder precedence(int value) {
            this.precedence = value;
            return this;
        }

        public Builder noPrecedence() {
            this.precedence = null;
            return this;
        }

        public Builder roleArn(String value) {
            this.roleArn = value;
            return this;
        }

        public Builder noRoleArn() {
            this.roleArn = null;
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
         * Returns the group; name, incarnation and creation time must be set.
         *
         * @throws IllegalArgumentException if the name is not canonical, the description too long, the precedence
         *     negative or the role no ARN
         */
        public Group build() {
            return new Group(this);
        }
    }
}
