package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A role that credentials can be vended for. Immutable. */
public final class Role {
    private final String arn;
    private final WriteId incarnation;
    private final String trustPolicy;
    private final Map<String, String> permissionPolicies;
    private final Set<PolicyReference> sharedPolicies;
    private final @Nullable String permissionsBoundary;
    private final @Nullable PolicyReference sharedBoundary;
    private final Duration maxSessionDuration;
    private final long epoch;
    private final Instant createdAt;

    private Role(Builder builder) {
        this.arn = Objects.requireNonNull(builder.arn, "arn");
        this.incarnation = Objects.requireNonNull(builder.incarnation, "incarnation");
        this.trustPolicy = Objects.requireNonNull(builder.trustPolicy, "trustPolicy");
        this.permissionPolicies = Map.copyOf(builder.permissionPolicies);
        this.sharedPolicies = Set.copyOf(builder.sharedPolicies);
        this.permissionsBoundary = builder.permissionsBoundary;
        this.sharedBoundary = builder.sharedBoundary;
        this.maxSessionDuration = builder.maxSessionDuration;
        this.epoch = builder.epoch;
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this value. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.arn = arn;
        builder.incarnation = incarnation;
        builder.trustPolicy = trustPolicy;
        builder.permissionPolicies = permissionPolicies;
        builder.sharedPolicies = sharedPolicies;
        builder.permissionsBoundary = permissionsBoundary;
        builder.sharedBoundary = sharedBoundary;
        builder.maxSessionDuration = maxSessionDuration;
        builder.epoch = epoch;
        builder.createdAt = createdAt;
        return builder;
    }

    /** Returns its ARN, {@code arn:aws:iam::<account>:role/<name>}. */
    public String arn() {
        return arn;
    }

    /** Returns the id of this incarnation: a recycled name revives no grant. */
    public WriteId incarnation() {
        return incarnation;
    }

    /** Returns who may assume it: a policy document. */
    public String trustPolicy() {
        return trustPolicy;
    }

    /** Returns what it allows by itself: policy documents by name. */
    public Map<String, String> permissionPolicies() {
        return permissionPolicies;
    }

    /** Returns the shared policies that are attached to it; what they allow adds up with its own. */
    public Set<PolicyReference> sharedPolicies() {
        return sharedPolicies;
    }

    /** Returns the most that it can ever allow: a document of its own. */
    public Optional<String> permissionsBoundary() {
        return Optional.ofNullable(permissionsBoundary);
    }

    /** Returns the most that it can ever allow: a shared policy. Where there are two boundaries, both hold. */
    public Optional<PolicyReference> sharedBoundary() {
        return Optional.ofNullable(sharedBoundary);
    }

    /** Returns the longest session, 1 to 12 hours. */
    public Duration maxSessionDuration() {
        return maxSessionDuration;
    }

    /** Returns the epoch of its sessions: one of a lower epoch is revoked. */
    public long epoch() {
        return epoch;
    }

    /** Returns when it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Role that
                && arn.equals(that.arn)
                && incarnation.equals(that.incarnation)
                && trustPolicy.equals(that.trustPolicy)
                && permissionPolicies.equals(that.permissionPolicies)
                && sharedPolicies.equals(that.sharedPolicies)
                && Objects.equals(permissionsBoundary, that.permissionsBoundary)
                && Objects.equals(sharedBoundary, that.sharedBoundary)
                && maxSessionDuration.equals(that.maxSessionDuration)
                && epoch == that.epoch
                && createdAt.equals(that.createdAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(arn, incarnation, trustPolicy);
    }

    @Override
    public String toString() {
        return "Role[" + arn + ", epoch " + epoch + "]";
    }

    /** Builds a {@link Role}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String arn;
        private @Nullable WriteId incarnation;
        private @Nullable String trustPolicy;
        private Map<String, String> permissionPolicies = Map.of();
        private Set<PolicyReference> sharedPolicies = Set.of();
        private @Nullable String permissionsBoundary;
        private @Nullable PolicyReference sharedBoundary;
        private Duration maxSessionDuration = Duration.ofHours(1);
        private long epoch;
        private @Nullable Instant createdAt;

        private Builder() {}

        public Builder arn(String value) {
            this.arn = value;
            return this;
        }

        public Builder incarnation(WriteId value) {
            this.incarnation = value;
            return this;
        }

        public Builder trustPolicy(String value) {
            this.trustPolicy = value;
            return this;
        }

        public Builder permissionPolicies(Map<String, String> value) {
            this.permissionPolicies = value;
            return this;
        }

        public Builder permissionsBoundary(String value) {
            this.permissionsBoundary = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder permissionsBoundary(Optional<String> value) {
            this.permissionsBoundary = value.orElse(null);
            return this;
        }

        public Builder sharedPolicies(Set<PolicyReference> value) {
            this.sharedPolicies = value;
            return this;
        }

        /** Sets it, or clears it. */
        public Builder sharedBoundary(Optional<PolicyReference> value) {
            this.sharedBoundary = value.orElse(null);
            return this;
        }

        public Builder maxSessionDuration(Duration value) {
            this.maxSessionDuration = value;
            return this;
        }

        public Builder epoch(long value) {
            this.epoch = value;
            return this;
        }

        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        /** Returns the value. */
        public Role build() {
            return new Role(this);
        }
    }
}
