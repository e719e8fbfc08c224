package dev.gatehouse.credentials.sts;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.credential.VendingRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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

    /** Returns the identity. */
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

    /** Returns the principal tags. */
    public Map<String, String> principalTags() {
        return grant.principalTags();
    }

    /** Returns the condition keys of the session. */
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
