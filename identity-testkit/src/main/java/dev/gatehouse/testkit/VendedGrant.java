package dev.gatehouse.testkit;

import dev.gatehouse.IdentityId;
import dev.gatehouse.spi.store.PolicyReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a target holds for credentials that were vended: whose they are and what narrows them. A test of a vendor reads
 * it from the target, never from what the vendor was asked. Immutable and thread-safe; prints no policy and no tag.
 */
public final class VendedGrant {
    private final IdentityId identity;
    private final String roleArn;
    private final Optional<String> sessionPolicy;
    private final Map<String, String> principalTags;
    private final Set<PolicyReference> sharedSessionPolicies;
    private final boolean scopedDown;
    private final Optional<String> sourceIdentity;

    private VendedGrant(
            IdentityId identity,
            String roleArn,
            Optional<String> sessionPolicy,
            Map<String, String> principalTags,
            Set<PolicyReference> sharedSessionPolicies,
            boolean scopedDown,
            Optional<String> sourceIdentity) {
        this.identity = identity;
        this.roleArn = roleArn;
        this.sessionPolicy = sessionPolicy;
        this.principalTags = Map.copyOf(principalTags);
        this.sharedSessionPolicies = Set.copyOf(sharedSessionPolicies);
        this.scopedDown = scopedDown;
        this.sourceIdentity = sourceIdentity;
    }

    /**
     * Returns what the target holds.
     *
     * @param roleArn the role, as the request named it
     * @param sessionPolicy the text of the session policy that the target enforces; empty if it enforces none
     * @param principalTags the tags that the target enforces
     */
    public static VendedGrant of(
            IdentityId identity, String roleArn, Optional<String> sessionPolicy, Map<String, String> principalTags) {
        return new VendedGrant(identity, roleArn, sessionPolicy, principalTags, Set.of(), false, Optional.empty());
    }

    /**
     * Returns this grant with what else the target enforces; for a target that refuses these, there is nothing to add.
     *
     * @param shared the shared session policies
     * @param scoped whether the fixed scope-down policy for guests holds
     * @param source who is behind the session
     */
    public VendedGrant with(Set<PolicyReference> shared, boolean scoped, Optional<String> source) {
        return new VendedGrant(identity, roleArn, sessionPolicy, principalTags, shared, scoped, source);
    }

    public IdentityId identity() {
        return identity;
    }

    public String roleArn() {
        return roleArn;
    }

    /** Returns the text of the session policy. */
    public Optional<String> sessionPolicy() {
        return sessionPolicy;
    }

    /** Returns the principal tags by their names; unmodifiable. */
    public Map<String, String> principalTags() {
        return principalTags;
    }

    /** Returns the shared session policies; unmodifiable. */
    public Set<PolicyReference> sharedSessionPolicies() {
        return sharedSessionPolicies;
    }

    /** Returns whether the fixed scope-down policy for guests holds. */
    public boolean scopedDown() {
        return scopedDown;
    }

    /** Returns who is behind the session. */
    public Optional<String> sourceIdentity() {
        return sourceIdentity;
    }

    @Override
    public String toString() {
        return "VendedGrant[" + identity + ", " + roleArn + "]";
    }
}
