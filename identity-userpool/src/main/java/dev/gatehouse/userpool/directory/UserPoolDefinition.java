package dev.gatehouse.userpool.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.userpool.settings.InvalidSettingException;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a stored user pool is defined to be, its app clients apart. Immutable. */
public final class UserPoolDefinition {
    private final Builder values;
    private final Instant createdAt;
    private final Instant modifiedAt;

    UserPoolDefinition(Builder values, Instant createdAt, Instant modifiedAt) {
        this.values = values.copy();
        this.createdAt = createdAt;
        this.modifiedAt = modifiedAt;
    }

    /** Returns its id: the region, {@code _}, and 9 letters and digits. */
    public PoolId id() {
        return values.settings.id();
    }

    /** Returns its name, for people. */
    public String name() {
        return values.name;
    }

    /** Returns its settings, without the app clients. */
    public UserPoolSettings settings() {
        return values.settings;
    }

    /** Returns whether it refuses to be deleted. */
    public boolean deletionProtection() {
        return values.deletionProtection;
    }

    /** Returns labels for the operator. */
    public Map<String, String> tags() {
        return values.tags;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserPoolDefinition that
                && id().equals(that.id())
                && DefinitionCodec.members(values).equals(DefinitionCodec.members(that.values))
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), modifiedAt);
    }

    @Override
    public String toString() {
        return "UserPoolDefinition[" + id() + "]";
    }

    /** What is to be set; what is not named stays as it is. Not thread-safe. */
    public static final class Builder {
        String name = "";
        UserPoolSettings settings;
        boolean deletionProtection;
        Map<String, String> tags = Map.of();
        boolean deleting;
        /** Members of a newer version, kept as they are. */
        Map<String, Object> others = Map.of();

        Builder(UserPoolSettings settings) {
            this.settings = settings;
        }

        Builder copy() {
            Builder copy = new Builder(settings);
            copy.name = name;
            copy.deletionProtection = deletionProtection;
            copy.tags = Map.copyOf(tags);
            copy.deleting = deleting;
            copy.others = Map.copyOf(others);
            return copy;
        }

        /** Sets the name: 1 to 128 letters, digits, white space and {@code + = , . @ - _}. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /**
         * Changes settings; those that {@code change} does not name stay. App clients are not among them: they are
         * made by {@link UserPools#createClient}.
         *
         * @throws InvalidSettingException if the settings contradict each other after the change; {@link UserPools}
         *     makes a refusal of it
         */
        public Builder settings(Consumer<UserPoolSettings.Builder> change) {
            UserPoolSettings.Builder next = settings.toBuilder();
            change.accept(next);
            this.settings = next.build();
            return this;
        }

        /**
         * Changes the password rules from what they are at the moment of the change: of two changes at once, of different
         * rules, neither undoes the other.
         *
         * @throws InvalidSettingException as for {@link #settings}
         */
        public Builder passwordPolicy(UnaryOperator<PasswordPolicy> change) {
            PasswordPolicy standing = settings.passwordPolicy();
            return settings(next -> next.passwordPolicy(change.apply(standing)));
        }

        /** Sets masking, password rules and code lives as the hosted service has them: what pools made over the wire get. */
        public Builder reference() {
            return settings(UserPoolSettings.Builder::reference);
        }

        /** Sets whether the pool refuses to be deleted. */
        public Builder deletionProtection(boolean value) {
            this.deletionProtection = value;
            return this;
        }

        /** Sets labels for the operator: at most 50, names of 1 to 128 characters, values of at most 256. */
        public Builder tags(Map<String, String> value) {
            this.tags = Map.copyOf(value);
            return this;
        }

        /** Adds a label, or replaces it. */
        public Builder tag(String name, String value) {
            Map<String, String> next = new HashMap<>(tags);
            next.put(name, value);
            return tags(next);
        }

        /** Takes a label away. */
        public Builder noTag(String name) {
            Map<String, String> next = new HashMap<>(tags);
            next.remove(name);
            return tags(next);
        }
    }
}
