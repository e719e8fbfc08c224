package dev.gatehouse.credentials.pool;

import dev.gatehouse.RoleName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an application decides about a role. Documents are IAM JSON policy documents. Immutable. */
public final class RoleDefinition {
    private final RoleName name;
    private final String account;
    private final String trustPolicy;
    private final Map<String, String> permissionPolicies;
    private final Optional<String> permissionsBoundary;
    private final Duration maxSessionDuration;

    private RoleDefinition(Builder builder) {
        this.name = builder.name;
        this.account = builder.account;
        this.trustPolicy = Objects.requireNonNull(builder.trustPolicy, "trustPolicy");
        this.permissionPolicies = Collections.unmodifiableMap(new LinkedHashMap<>(builder.permissionPolicies));
        this.permissionsBoundary = Optional.ofNullable(builder.permissionsBoundary);
        this.maxSessionDuration = builder.maxSessionDuration;
        if (!permissionPolicies.keySet().stream().allMatch(policy -> policy.matches("[\\w+=,.@-]{1,128}"))) {
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

    public Optional<String> permissionsBoundary() {
        return permissionsBoundary;
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
        private @Nullable String permissionsBoundary;
        private Duration maxSessionDuration = Duration.ofHours(1);

        private Builder(RoleName name) {
            this.name = name;
        }

        /** The account in the role's ARN, 12 digits; zeros unless set. */
        public Builder account(String value) {
            this.account = value;
            return this;
        }

        /** Who may assume the role. Must bind {@code :aud} and {@code :amr}, or registration refuses it. */
        public Builder trustPolicy(String document) {
            this.trustPolicy = document;
            return this;
        }

        /** Adds an inline policy: what the role allows; at most 10. */
        public Builder permissionPolicy(String policyName, String document) {
            permissionPolicies.put(policyName, document);
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
