package dev.gatehouse.credentials.sts;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.PolicyReference;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session that was vended, opened from its token: genuine and not expired when it was opened. Only
 * {@link StsSessions} makes one. Immutable and thread-safe; prints no policy, tag or secret.
 */
public final class VendedSession {
    private final String accessKeyId;
    private final Secret secretKey;
    private final VendingRequest grant;
    private final Instant issuedAt;
    private final Instant expiration;

    VendedSession(String accessKeyId, Secret secretKey, VendingRequest grant, Instant issuedAt, Instant expiration) {
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.grant = grant;
        this.issuedAt = issuedAt;
        this.expiration = expiration;
    }

    /** Returns the access key id. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Returns the secret access key, recomputed. */
    public Secret secretKey() {
        return secretKey;
    }

    /** Returns the identity pool. */
    public PoolId pool() {
        return grant.pool();
    }

    /** Returns the pool's epoch when it was vended. */
    public long poolEpoch() {
        return grant.poolEpoch();
    }

    /** Returns whose it is: an identity, or {@code principal::} and the name of a long-term principal. */
    public IdentityId identity() {
        return grant.identity();
    }

    /** Returns the identity's epoch when it was vended. */
    public long identityEpoch() {
        return grant.identityEpoch();
    }

    /** Returns the role's name. */
    public RoleName role() {
        return grant.role();
    }

    /** Returns the role's ARN. */
    public String roleArn() {
        return grant.roleArn();
    }

    /** Returns the role's incarnation when it was vended. */
    public WriteId roleIncarnation() {
        return grant.roleIncarnation();
    }

    /** Returns the role's epoch when it was vended. */
    public long roleEpoch() {
        return grant.roleEpoch();
    }

    /** Returns the role session name. */
    public String sessionName() {
        return grant.sessionName();
    }

    /** Returns whether the identity proved a login. */
    public boolean authenticated() {
        return grant.authenticated();
    }

    /** Returns the policy that shrinks what the role allows. */
    public Optional<String> sessionPolicy() {
        return grant.sessionPolicy();
    }

    /** Returns the shared policies that shrink what the role allows. */
    public Set<PolicyReference> sharedSessionPolicies() {
        return grant.sharedSessionPolicies();
    }

    /** Returns whether the fixed scope-down policy for guests holds. */
    public boolean scopedDown() {
        return grant.scopedDown();
    }

    /** Returns the session tags. */
    public Map<String, String> principalTags() {
        return grant.principalTags();
    }

    /** Returns the keys of the tags that a session made from this one inherits. */
    public Set<String> transitiveTagKeys() {
        return grant.transitiveTagKeys();
    }

    /** Returns who is behind the session. */
    public Optional<String> sourceIdentity() {
        return grant.sourceIdentity();
    }

    /** Returns whether a session of another role asked for it. */
    public boolean chained() {
        return grant.chained();
    }

    /** Returns the long-term principal whose own session it is; empty for sessions of a role. */
    public Optional<String> userName() {
        return grant.userName();
    }

    /** Returns whether an identity of the pool asked for it itself, with a web identity. */
    public boolean federated() {
        return SessionKeys.federated(grant);
    }

    /** Returns the account, 12 digits; empty if the role's ARN has none. */
    public String account() {
        return SessionKeys.part(grant.roleArn(), SessionKeys.ACCOUNT);
    }

    /**
     * Returns the ARN by which policies name the session: {@code arn:aws:sts::account:assumed-role/Role/session}, or
     * {@code arn:aws:iam::account:user/name} for a user's own.
     */
    public String principalArn() {
        return SessionKeys.principalArn(grant);
    }

    /** Returns what {@code aws:userid} is: the role's incarnation and the session's name, or the user's id. */
    public String principalId() {
        return SessionKeys.principalId(grant);
    }

    /**
     * Returns the condition keys that hold for the whole session, tags included. What the library sets wins over what was
     * vended in {@link #context()}.
     */
    public Map<String, String> conditionKeys() {
        return SessionKeys.of(grant, issuedAt);
    }

    /** Returns what else was vended as condition keys. */
    public Map<String, String> context() {
        return grant.context();
    }

    /** Returns the {@code origin_jti} of the sign-in behind it. */
    public Optional<String> originFamily() {
        return grant.originFamily();
    }

    /** Returns when it was vended, in whole seconds. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** Returns the instant from which on it is invalid. */
    public Instant expiration() {
        return expiration;
    }

    @Override
    public String toString() {
        return "VendedSession[" + accessKeyId + ", " + identity() + ", " + role() + ", until " + expiration + "]";
    }
}
