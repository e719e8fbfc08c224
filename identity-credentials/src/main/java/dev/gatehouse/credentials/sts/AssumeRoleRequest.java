package dev.gatehouse.credentials.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the token service. Nothing is judged before the service does. Immutable; prints neither policy
 * nor tag nor external id.
 */
public final class AssumeRoleRequest {
    private final String roleArn;
    private final String sessionName;
    private final Optional<Duration> duration;
    private final Optional<String> policy;
    private final List<String> policyArns;
    private final Map<String, String> tags;
    private final Set<String> transitiveTagKeys;
    private final Optional<String> externalId;
    private final Optional<String> sourceIdentity;
    private final Map<String, String> conditionKeys;

    private AssumeRoleRequest(Builder builder) {
        this.roleArn = builder.roleArn;
        this.sessionName = builder.sessionName;
        this.duration = Optional.ofNullable(builder.duration);
        this.policy = Optional.ofNullable(builder.policy);
        this.policyArns = List.copyOf(builder.policyArns);
        this.tags = Map.copyOf(builder.tags);
        this.transitiveTagKeys = Set.copyOf(builder.transitiveTagKeys);
        this.externalId = Optional.ofNullable(builder.externalId);
        this.sourceIdentity = Optional.ofNullable(builder.sourceIdentity);
        this.conditionKeys = Map.copyOf(builder.conditionKeys);
    }

    /**
     * Returns a builder.
     *
     * @param roleArn {@code arn:aws:iam::account:role/name}
     * @param sessionName 2 to 64 characters of {@code [\w+=,.@-]}
     */
    public static Builder builder(String roleArn, String sessionName) {
        return new Builder(roleArn, sessionName);
    }

    public String roleArn() {
        return roleArn;
    }

    public String sessionName() {
        return sessionName;
    }

    public Optional<Duration> duration() {
        return duration;
    }

    public Optional<String> policy() {
        return policy;
    }

    public List<String> policyArns() {
        return policyArns;
    }

    public Map<String, String> tags() {
        return tags;
    }

    public Set<String> transitiveTagKeys() {
        return transitiveTagKeys;
    }

    public Optional<String> externalId() {
        return externalId;
    }

    public Optional<String> sourceIdentity() {
        return sourceIdentity;
    }

    /** Returns what policies may ask of where the request came from. */
    Map<String, String> conditionKeys() {
        return conditionKeys;
    }

    @Override
    public String toString() {
        return "AssumeRoleRequest[" + duration + ", " + policyArns.size() + " shared policies, " + tags.size()
                + " tags]";
    }

    /** Builds an {@link AssumeRoleRequest}. Not thread-safe. */
    public static final class Builder {
        private final String roleArn;
        private final String sessionName;
        private @Nullable Duration duration;
        private @Nullable String policy;
        private final List<String> policyArns = new ArrayList<>();
        private final Map<String, String> tags = new LinkedHashMap<>();
        private Set<String> transitiveTagKeys = Set.of();
        private @Nullable String externalId;
        private @Nullable String sourceIdentity;
        private final Map<String, String> conditionKeys = new LinkedHashMap<>();

        private Builder(String roleArn, String sessionName) {
            this.roleArn = roleArn;
            this.sessionName = sessionName;
        }

        /** How long: 15 minutes to the role's maximum, 1 hour unless set; at most 1 hour in a chain of roles. */
        public Builder duration(Duration value) {
            this.duration = value;
            return this;
        }

        /** A session policy: at most 2,048 characters. */
        public Builder policy(String document) {
            this.policy = document;
            return this;
        }

        /** Adds a shared policy as session policy, {@code arn:aws:iam::account:policy/name}; at most 10. */
        public Builder policyArn(String arn) {
            policyArns.add(arn);
            return this;
        }

        /** Adds a session tag; at most 50, inherited ones included. */
        public Builder tag(String key, String value) {
            tags.put(key, value);
            return this;
        }

        /** Which of the tags further sessions of a chain inherit. */
        public Builder transitiveTagKeys(Set<String> keys) {
            this.transitiveTagKeys = Set.copyOf(keys);
            return this;
        }

        /** What the role's owner and the caller agreed on: 2 to 1,224 characters of {@code [\w+=,.@:/-]}. */
        public Builder externalId(String value) {
            this.externalId = value;
            return this;
        }

        /** Who is behind the session: 2 to 64 characters of {@code [\w+=,.@-]}. */
        public Builder sourceIdentity(String value) {
            this.sourceIdentity = value;
            return this;
        }

        /**
         * Says where the request came from, as the application verified it: {@code aws:SourceIp} and
         * {@code aws:SecureTransport} in the policies of the caller and of the role's trust. Absent unless set.
         */
        public Builder source(String ipAddress, boolean secureTransport) {
            conditionKeys.put("aws:SourceIp", ipAddress);
            conditionKeys.put("aws:SecureTransport", Boolean.toString(secureTransport));
            return this;
        }

        public AssumeRoleRequest build() {
            return new AssumeRoleRequest(this);
        }
    }
}
