package dev.gatehouse.spi.credential;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.PolicyReference;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A decision already made: this identity gets credentials of this role. Immutable. */
public final class VendingRequest {
    private final PoolId pool;
    private final long poolEpoch;
    private final IdentityId identity;
    private final long identityEpoch;
    private final RoleName role;
    private final String roleArn;
    private final WriteId roleIncarnation;
    private final long roleEpoch;
    private final String sessionName;
    private final boolean authenticated;
    private final Optional<String> sessionPolicy;
    private final Set<PolicyReference> sharedSessionPolicies;
    private final boolean scopedDown;
    private final Map<String, String> principalTags;
    private final Set<String> transitiveTagKeys;
    private final Optional<String> sourceIdentity;
    private final boolean chained;
    private final Optional<String> userName;
    private final Map<String, String> context;
    private final Optional<String> originFamily;
    private final Duration duration;

    private VendingRequest(Builder builder) {
        this.pool = Objects.requireNonNull(builder.pool, "pool");
        this.poolEpoch = builder.poolEpoch;
        this.identity = Objects.requireNonNull(builder.identity, "identity");
        this.identityEpoch = builder.identityEpoch;
        this.role = Objects.requireNonNull(builder.role, "role");
        this.roleArn = Objects.requireNonNull(builder.roleArn, "roleArn");
        this.roleIncarnation = Objects.requireNonNull(builder.roleIncarnation, "roleIncarnation");
        this.roleEpoch = builder.roleEpoch;
        this.sessionName = builder.sessionName;
        this.authenticated = builder.authenticated;
        this.sessionPolicy = Optional.ofNullable(builder.sessionPolicy);
        this.sharedSessionPolicies = Set.copyOf(builder.sharedSessionPolicies);
        this.scopedDown = builder.scopedDown;
        this.principalTags = Map.copyOf(builder.principalTags);
        this.transitiveTagKeys = Set.copyOf(builder.transitiveTagKeys);
        this.sourceIdentity = Optional.ofNullable(builder.sourceIdentity);
        this.chained = builder.chained;
        this.userName = Optional.ofNullable(builder.userName);
        this.context = Map.copyOf(builder.context);
        this.originFamily = Optional.ofNullable(builder.originFamily);
        this.duration = builder.duration;
    }

    public static Builder builder() {
        return new Builder();
    }

    public PoolId pool() {
        return pool;
    }

    /** Returns the pool's epoch; credentials of a lower one are revoked. */
    public long poolEpoch() {
        return poolEpoch;
    }

    /**
     * Returns whose credentials they are: an identity of the pool, or {@code principal::} and the name of a long-term
     * principal of the application, which no identity can be called.
     */
    public IdentityId identity() {
        return identity;
    }

    /** Returns the identity's epoch; credentials of a lower one are revoked. */
    public long identityEpoch() {
        return identityEpoch;
    }

    public RoleName role() {
        return role;
    }

    public String roleArn() {
        return roleArn;
    }

    /** Returns the role's incarnation: credentials of a role that was deleted do not revive with its name. */
    public WriteId roleIncarnation() {
        return roleIncarnation;
    }

    /** Returns the role's epoch; credentials of a lower one are revoked. */
    public long roleEpoch() {
        return roleEpoch;
    }

    /** Returns the role session name, 2 to 64 characters of {@code [\\w+=,.@-]}. */
    public String sessionName() {
        return sessionName;
    }

    /** Returns whether the identity proved a login, as opposed to a guest. */
    public boolean authenticated() {
        return authenticated;
    }

    /** Returns a policy that shrinks what the role allows. */
    public Optional<String> sessionPolicy() {
        return sessionPolicy;
    }

    /** Returns shared policies that shrink what the role allows; what they and {@link #sessionPolicy} allow adds up. */
    public Set<PolicyReference> sharedSessionPolicies() {
        return sharedSessionPolicies;
    }

    /** Returns whether the fixed scope-down policy for guests holds, beside any other session policy. */
    public boolean scopedDown() {
        return scopedDown;
    }

    /** Returns the session tags, at most 50: keys of 1 to 128 characters, values of 0 to 256. */
    public Map<String, String> principalTags() {
        return principalTags;
    }

    /** Returns which of the tags a session that is made from this one inherits. */
    public Set<String> transitiveTagKeys() {
        return transitiveTagKeys;
    }

    /** Returns who is behind the session, kept through chains of roles: 2 to 64 characters of {@code [\\w+=,.@-]}. */
    public Optional<String> sourceIdentity() {
        return sourceIdentity;
    }

    /** Returns whether a session of a role asked for it: then no condition key of a web identity holds. */
    public boolean chained() {
        return chained;
    }

    /**
     * Returns the name of the long-term principal whose own session it is (GetSessionToken): then the principal is
     * that user, and the role only says what the user may do. Empty for sessions of a role.
     */
    public Optional<String> userName() {
        return userName;
    }

    /** Returns condition keys that hold for the whole session, such as {@code cognito-identity.amazonaws.com:sub}. */
    public Map<String, String> context() {
        return context;
    }

    /** Returns the {@code origin_jti} of the sign-in behind it: revoking that sign-in revokes the credentials. */
    public Optional<String> originFamily() {
        return originFamily;
    }

    /** Returns how long the credentials live, 15 minutes to the role's maximum; 36 hours for a user's own. */
    public Duration duration() {
        return duration;
    }

    @Override
    public String toString() {
        return "VendingRequest[" + identity + ", " + role + "]";
    }

    /** Builds a {@link VendingRequest}. Not thread-safe. */
    public static final class Builder {
        private @Nullable PoolId pool;
        private long poolEpoch;
        private @Nullable IdentityId identity;
        private long identityEpoch;
        private @Nullable RoleName role;
        private @Nullable String roleArn;
        private @Nullable WriteId roleIncarnation;
        private long roleEpoch;
        private String sessionName = "CognitoIdentityCredentials";
        private boolean authenticated;
        private @Nullable String sessionPolicy;
        private Set<PolicyReference> sharedSessionPolicies = Set.of();
        private boolean scopedDown;
        private Map<String, String> principalTags = Map.of();
        private Set<String> transitiveTagKeys = Set.of();
        private @Nullable String sourceIdentity;
        private boolean chained;
        private @Nullable String userName;
        private Map<String, String> context = Map.of();
        private @Nullable String originFamily;
        private Duration duration = Duration.ofHours(1);

        private Builder() {}

        /** Sets the identity pool and its epoch. */
        public Builder pool(PoolId value, long epoch) {
            this.pool = value;
            this.poolEpoch = epoch;
            return this;
        }

        public Builder identity(IdentityId value, long epoch) {
            this.identity = value;
            this.identityEpoch = epoch;
            return this;
        }

        /** Sets the role: its name, ARN, incarnation and epoch. */
        public Builder role(RoleName value, String arn, WriteId incarnation, long epoch) {
            this.role = value;
            this.roleArn = arn;
            this.roleIncarnation = incarnation;
            this.roleEpoch = epoch;
            return this;
        }

        public Builder sessionName(String value) {
            this.sessionName = value;
            return this;
        }

        public Builder authenticated(boolean value) {
            this.authenticated = value;
            return this;
        }

        public Builder sessionPolicy(Optional<String> value) {
            this.sessionPolicy = value.orElse(null);
            return this;
        }

        public Builder principalTags(Map<String, String> value) {
            this.principalTags = Map.copyOf(value);
            return this;
        }

        public Builder sharedSessionPolicies(Set<PolicyReference> value) {
            this.sharedSessionPolicies = Set.copyOf(value);
            return this;
        }

        public Builder scopedDown(boolean value) {
            this.scopedDown = value;
            return this;
        }

        public Builder transitiveTagKeys(Set<String> value) {
            this.transitiveTagKeys = Set.copyOf(value);
            return this;
        }

        public Builder sourceIdentity(Optional<String> value) {
            this.sourceIdentity = value.orElse(null);
            return this;
        }

        public Builder chained(boolean value) {
            this.chained = value;
            return this;
        }

        /** Makes it the own session of a long-term principal. */
        public Builder userName(Optional<String> value) {
            this.userName = value.orElse(null);
            return this;
        }

        public Builder context(Map<String, String> value) {
            this.context = Map.copyOf(value);
            return this;
        }

        public Builder originFamily(Optional<String> value) {
            this.originFamily = value.orElse(null);
            return this;
        }

        public Builder duration(Duration value) {
            this.duration = value;
            return this;
        }

        public VendingRequest build() {
            return new VendingRequest(this);
        }
    }
}
