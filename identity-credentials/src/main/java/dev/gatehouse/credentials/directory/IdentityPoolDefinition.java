package dev.gatehouse.credentials.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.RoleMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a stored identity pool is defined to be. Immutable. */
public final class IdentityPoolDefinition {
    private final PoolId id;
    private final Builder values;
    private final Instant createdAt;
    private final Instant modifiedAt;

    IdentityPoolDefinition(PoolId id, Builder values, Instant createdAt, Instant modifiedAt) {
        this.id = id;
        this.values = values.copy();
        this.createdAt = createdAt;
        this.modifiedAt = modifiedAt;
    }

    /** Returns its id, {@code region:uuid}. */
    public PoolId id() {
        return id;
    }

    /** Returns its name, for people. */
    public String name() {
        return values.name;
    }

    public boolean allowGuests() {
        return values.allowGuests;
    }

    public boolean allowClassicFlow() {
        return values.allowClassicFlow;
    }

    /** Returns the name of the developer's own provider. */
    public Optional<String> developerProvider() {
        return Optional.ofNullable(values.developerProvider);
    }

    /** Returns the user pools whose users may come. */
    public List<UserPoolLogin> userPools() {
        return values.userPools;
    }

    /** Returns other providers: the application's id, or an ARN, by the key of their logins. */
    public Map<String, String> providers() {
        return values.providers;
    }

    public Optional<RoleName> authenticatedRole() {
        return Optional.ofNullable(values.authenticatedRole);
    }

    public Optional<RoleName> unauthenticatedRole() {
        return Optional.ofNullable(values.unauthenticatedRole);
    }

    /** Returns how logins come to their role, by provider; those of the others get the authenticated role. */
    public Map<String, RoleMapping> roleMappings() {
        return values.roleMappings;
    }

    /** Returns which claims become session tags, by provider; logins of the others get none. */
    public Map<String, PrincipalTagMap> principalTags() {
        return values.principalTags;
    }

    /** Returns whether guests' sessions are spared the fixed scope-down policy. */
    public boolean allowUnscopedGuests() {
        return values.allowUnscopedGuests;
    }

    /** Returns how long credentials live. */
    public Duration sessionDuration() {
        return values.sessionDuration;
    }

    /** Returns how long a guest may stay away. */
    public Duration guestLife() {
        return values.guestLife;
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

    Builder values() {
        return values.copy();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdentityPoolDefinition that
                && id.equals(that.id)
                && values.members().equals(that.values.members())
                && createdAt.equals(that.createdAt)
                && modifiedAt.equals(that.modifiedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, modifiedAt);
    }

    @Override
    public String toString() {
        return "IdentityPoolDefinition[" + id + "]";
    }

    /** What is to be set; what is not named stays as it is. Not thread-safe. */
    public static final class Builder {
        String name = "";
        boolean allowGuests;
        boolean allowClassicFlow;

        @Nullable
        String developerProvider;

        List<UserPoolLogin> userPools = List.of();
        Map<String, String> providers = Map.of();

        @Nullable
        RoleName authenticatedRole;

        @Nullable
        RoleName unauthenticatedRole;

        Map<String, RoleMapping> roleMappings = Map.of();
        Map<String, PrincipalTagMap> principalTags = Map.of();
        boolean allowUnscopedGuests;
        Duration sessionDuration = Duration.ofHours(1);
        Duration guestLife = Duration.ofDays(90);
        Map<String, String> tags = Map.of();
        /** Members of a newer version, kept as they are. */
        Map<String, Object> others = Map.of();

        Builder() {}

        Builder copy() {
            Builder copy = new Builder();
            copy.name = name;
            copy.allowGuests = allowGuests;
            copy.allowClassicFlow = allowClassicFlow;
            copy.developerProvider = developerProvider;
            copy.userPools = List.copyOf(userPools);
            copy.providers = Map.copyOf(providers);
            copy.authenticatedRole = authenticatedRole;
            copy.unauthenticatedRole = unauthenticatedRole;
            copy.roleMappings = Map.copyOf(roleMappings);
            copy.principalTags = Map.copyOf(principalTags);
            copy.allowUnscopedGuests = allowUnscopedGuests;
            copy.sessionDuration = sessionDuration;
            copy.guestLife = guestLife;
            copy.tags = Map.copyOf(tags);
            copy.others = Map.copyOf(others);
            return copy;
        }

        Map<String, Object> members() {
            return DefinitionCodec.members(this);
        }

        /** Sets the name: 1 to 128 letters, digits, white space and {@code + = , . @ - _}. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        public Builder allowGuests(boolean value) {
            this.allowGuests = value;
            return this;
        }

        public Builder allowClassicFlow(boolean value) {
            this.allowClassicFlow = value;
            return this;
        }

        /** Names the developer's own provider. Once set it cannot be changed: its users would become others. */
        public Builder developerProvider(String value) {
            this.developerProvider = value;
            return this;
        }

        /** Sets the user pools whose users may come. */
        public Builder userPools(List<UserPoolLogin> value) {
            this.userPools = List.copyOf(value);
            return this;
        }

        /** Adds a user pool, or replaces the one of its provider's name. */
        public Builder userPool(UserPoolLogin value) {
            List<UserPoolLogin> next = new ArrayList<>(userPools);
            next.removeIf(standing -> standing.provider().equals(value.provider()));
            next.add(value);
            return userPools(next);
        }

        /** Sets other providers: the application's id, or an ARN, by the key of their logins. */
        public Builder providers(Map<String, String> value) {
            this.providers = Map.copyOf(value);
            return this;
        }

        public Builder authenticatedRole(RoleName value) {
            this.authenticatedRole = value;
            return this;
        }

        public Builder unauthenticatedRole(RoleName value) {
            this.unauthenticatedRole = value;
            return this;
        }

        /**
         * Sets how logins come to their role, by provider: at most 10, each a provider of the pool. A provider leaves the
         * pool together with its mapping: one that is left over is refused, so that no typing error opens the
         * authenticated role.
         */
        public Builder roleMappings(Map<String, RoleMapping> value) {
            this.roleMappings = Map.copyOf(value);
            return this;
        }

        /** Adds a provider's role mapping, or replaces it. */
        public Builder roleMapping(String provider, RoleMapping value) {
            Map<String, RoleMapping> next = new HashMap<>(roleMappings);
            next.put(provider, value);
            return roleMappings(next);
        }

        /** Sets which claims become session tags, by provider: each one of the pool. */
        public Builder principalTags(Map<String, PrincipalTagMap> value) {
            this.principalTags = Map.copyOf(value);
            return this;
        }

        /** Adds a provider's tag map, or replaces it. */
        public Builder principalTags(String provider, PrincipalTagMap value) {
            Map<String, PrincipalTagMap> next = new HashMap<>(principalTags);
            next.put(provider, value);
            return principalTags(next);
        }

        /** Takes a provider's tag map away; its logins get no tags any more. */
        public Builder noPrincipalTags(String provider) {
            Map<String, PrincipalTagMap> next = new HashMap<>(principalTags);
            next.remove(provider);
            return principalTags(next);
        }

        /**
         * Sets whether guests' sessions are spared the fixed scope-down policy: needed where the unauthenticated role
         * speaks of actions of the application's own.
         */
        public Builder allowUnscopedGuests(boolean value) {
            this.allowUnscopedGuests = value;
            return this;
        }

        /** Sets how long credentials live: 15 minutes to 1 hour. */
        public Builder sessionDuration(Duration value) {
            this.sessionDuration = value;
            return this;
        }

        /** Sets how long a guest may stay away: 1 to 3,650 days. */
        public Builder guestLife(Duration value) {
            this.guestLife = value;
            return this;
        }

        /** Sets labels for the operator: at most 50. */
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
