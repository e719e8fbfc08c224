package dev.gatehouse.userpool.group;

import dev.gatehouse.user.Group;
import org.jspecify.annotations.Nullable;

/** What is set in a group; what is not named stays as it is. Immutable. */
public final class GroupChange {
    private final @Nullable String description;
    private final @Nullable Integer precedence;
    private final boolean noPrecedence;
    private final @Nullable String roleArn;
    private final boolean noRole;

    private GroupChange(Builder builder) {
        this.description = builder.description;
        this.precedence = builder.precedence;
        this.noPrecedence = builder.noPrecedence;
        this.roleArn = builder.roleArn;
        this.noRole = builder.noRole;
    }

    /** Returns a builder that names nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the group with this change.
     *
     * @throws IllegalArgumentException if a member is out of its range
     */
    Group.Builder applyTo(Group.Builder group) {
        if (description != null) {
            group.description(description);
        }
        if (noPrecedence) {
            group.noPrecedence();
        } else if (precedence != null) {
            group.precedence(precedence);
        }
        if (noRole) {
            group.noRoleArn();
        } else if (roleArn != null) {
            group.roleArn(roleArn);
        }
        return group;
    }

    @Override
    public String toString() {
        return "GroupChange[]";
    }

    /** Builds a {@link GroupChange}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String description;
        private @Nullable Integer precedence;
        private boolean noPrecedence;
        private @Nullable String roleArn;
        private boolean noRole;

        private Builder() {}

        /** Sets the description, at most 2,048 characters. */
        public Builder description(String value) {
            this.description = value;
            return this;
        }

        /** Sets the precedence, 0 or more; the lowest is the best. */
        public Builder precedence(int value) {
            this.precedence = value;
            this.noPrecedence = false;
            return this;
        }

        /** Removes the precedence. */
        public Builder noPrecedence() {
            this.noPrecedence = true;
            return this;
        }

        /** Sets the role that members may take in an identity pool, by its ARN. */
        public Builder roleArn(String value) {
            this.roleArn = value;
            this.noRole = false;
            return this;
        }

        /** Removes the role. */
        public Builder noRole() {
            this.noRole = true;
            return this;
        }

        public GroupChange build() {
            return new GroupChange(this);
        }
    }
}
