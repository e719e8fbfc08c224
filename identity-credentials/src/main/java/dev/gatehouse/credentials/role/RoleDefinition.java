package dev.gatehouse.credentials.role;

import dev.gatehouse.RoleName;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an application decides about a role. Documents are IAM JSON policy documents. Immutable. */
public final class RoleDefinition {
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::([0-9]{12}):role/([^/]+)");

    private final RoleName name;
    private final String account;
    private final String trustPolicy;
    private final Map<String, String> permissionPolicies;
    private final Set<String> sharedPolicies;
    private final Optional<String> permissionsBoundary;
    private final Optional<String> sharedBoundary;
    private final Duration maxSessionDuration;

    private RoleDefinition(Builder builder) {
        this.name = builder.name;
        this.account = builder.account;
        this.trustPolicy = Objects.requireNonNull(builder.trustPolicy, "trustPolicy");
        this.permissionPolicies = Collections.unmodifiableMap(new LinkedHashMap<>(builder.permissionPolicies));
        this.sharedPolicies = Collections.unmodifiableSet(new LinkedHashSet<>(builder.sharedPolicies));
        this.permissionsBoundary = Optional.ofNullable(builder.permissionsBoundary);
        this.sharedBoundary = Optional.ofNullable(builder.sharedBoundary);
        this.maxSessionDuration = builder.maxSessionDuration;
        if (!Stream.of(permissionPolicies.keySet().stream(), sharedPolicies.stream(), sharedBoundary.stream())
                .flatMap(names -> names)
                .allMatch(PolicyReference::isName)) {
            throw new IllegalArgumentException("a policy's name has 1 to 128 characters of [A-Za-z0-9_+=,.@-]");
        }
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("an account has 12 digits");
        }
        if (maxSessionDuration.compareTo(Duration.ofHours(1)) < 0
                || maxSessionDuration.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("maxSessionDuration must be between 1 and 12 hours");
        }
    }

    public static Builder builder(RoleName name) {
        return new Builder(name);
    }

    /** Returns what an application decided about a stored role. */
    public static RoleDefinition of(Role role) {
        Matcher parts = ARN.matcher(role.arn());
        if (!parts.matches()) {
            throw new IllegalStateException("a stored role has an ARN of another form");
        }
        Builder builder = new Builder(new RoleName(parts.group(2)))
                .account(parts.group(1))
                .trustPolicy(role.trustPolicy())
                .maxSessionDuration(role.maxSessionDuration());
        new TreeMap<>(role.permissionPolicies()).forEach(builder::permissionPolicy);
        role.sharedPolicies().stream().map(PolicyReference::name).sorted().forEach(builder::sharedPolicy);
        role.permissionsBoundary().ifPresent(builder::permissionsBoundary);
        role.sharedBoundary().map(PolicyReference::name).ifPresent(builder::sharedBoundary);
        return builder.build();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.account = account;
        builder.trustPolicy = trustPolicy;
        builder.permissionPolicies.putAll(permissionPolicies);
        builder.sharedPolicies.addAll(sharedPolicies);
        builder.permissionsBoundary = permissionsBoundary.orElse(null);
        builder.sharedBoundary = sharedBoundary.orElse(null);
        builder.maxSessionDuration = maxSessionDuration;
        return builder;
    }

    public RoleName name() {
        return name;
    }

    /** Returns the role's ARN. */
    public String arn() {
        return "arn:aws:iam::" + account + ":role/" + name;
    }

    public String trustPolicy() {
        return trustPolicy;
    }

    public Map<String, String> permissionPolicies() {
        return permissionPolicies;
    }

    /** Returns the names of the shared policies that are attached. */
    public Set<String> sharedPolicies() {
        return sharedPolicies;
    }

    public Optional<String> permissionsBoundary() {
        return permissionsBoundary;
    }

    /** Returns the name of the shared policy that is a boundary. */
    public Optional<String> sharedBoundary() {
        return sharedBoundary;
    }

    public Duration maxSessionDuration() {
        return maxSessionDuration;
    }

    @Override
    public String toString() {
        return "RoleDefinition[" + name + "]";
    }

    /** Builds a {@link RoleDefinition}. Not thread-safe. */
    public static final class Builder {
        private final RoleName name;
        private String account = "000000000000";
        private @Nullable String trustPolicy;
        private final Map<String, String> permissionPolicies = new LinkedHashMap<>();
        private final Set<String> sharedPolicies = new LinkedHashSet<>();
        private @Nullable String permissionsBoundary;
        private @Nullable String sharedBoundary;
        private Duration maxSessionDuration = Duration.ofHours(1);

        private Builder(RoleName name) {
            this.name = name;
        }

        /** The account in the role's ARN, 12 digits; zeros unless set. */
        public Builder account(String value) {
            this.account = value;
            return this;
        }

        /** Who may assume the role. Must bind {@code :aud} and {@code :amr} where it lets web identities in. */
        public Builder trustPolicy(String document) {
            this.trustPolicy = document;
            return this;
        }

        /** Adds an inline policy: what the role allows; at most 10. */
        public Builder permissionPolicy(String policyName, String document) {
            permissionPolicies.put(policyName, document);
            return this;
        }

        /** Takes an inline policy away. */
        public Builder withoutPermissionPolicy(String policyName) {
            permissionPolicies.remove(policyName);
            return this;
        }

        /** Attaches a shared policy; at most 10. */
        public Builder sharedPolicy(String policyName) {
            sharedPolicies.add(policyName);
            return this;
        }

        /** Detaches a shared policy. */
        public Builder withoutSharedPolicy(String policyName) {
            sharedPolicies.remove(policyName);
            return this;
        }

        /** The most that the role can ever allow: a shared policy. Beside an inline boundary both hold. */
        public Builder sharedBoundary(String policyName) {
            this.sharedBoundary = policyName;
            return this;
        }

        /** Takes both boundaries away. */
        public Builder withoutPermissionsBoundary() {
            this.permissionsBoundary = null;
            this.sharedBoundary = null;
            return this;
        }

        /** The most that the role can ever allow. */
        public Builder permissionsBoundary(String document) {
            this.permissionsBoundary = document;
            return this;
        }

        public Builder maxSessionDuration(Duration value) {
            this.maxSessionDuration = value;
            return this;
        }

        /**
         * Returns the definition. The documents are judged when it is registered.
         *
         * @throws IllegalArgumentException if the account, a policy's name or the duration is out of bounds
         */
        public RoleDefinition build() {
            return new RoleDefinition(this);
        }
    }
}
