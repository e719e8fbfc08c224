package dev.gatehouse.testkit;

import dev.gatehouse.IdentityId;
import java.util.Map;
import java.util.Optional;

/**
 * What a target holds for credentials that were vended: whose they are and what narrows them. A test of a vendor reads
 * it from the target, never from what the vendor was asked. Immutable and thread-safe; prints no policy and no tag.
 */
public final class VendedGrant {
    private final IdentityId identity;
    private final String roleArn;
    private final Optional<String> sessionPolicy;
    private final Map<String, String> principalTags;

    private VendedGrant(
            IdentityId identity, String roleArn, Optional<String> sessionPolicy, Map<String, String> principalTags) {
        this.identity = identity;
        this.roleArn = roleArn;
        this.sessionPolicy = sessionPolicy;
        this.principalTags = Map.copyOf(principalTags);
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
        return new VendedGrant(identity, roleArn, sessionPolicy, principalTags);
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

    @Override
    public String toString() {
        return "VendedGrant[" + identity + ", " + roleArn + "]";
    }
}
