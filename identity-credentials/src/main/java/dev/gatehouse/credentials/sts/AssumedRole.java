package dev.gatehouse.credentials.sts;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import java.util.Optional;

/** The answer of the token service to who assumed a role. Immutable; prints no secret. */
public final class AssumedRole {
    private static final int PERCENT = 100;

    private final TemporaryCredentials credentials;
    private final VendingRequest grant;

    AssumedRole(TemporaryCredentials credentials, VendingRequest grant) {
        this.credentials = credentials;
        this.grant = grant;
    }

    /** Returns the credentials. */
    public TemporaryCredentials credentials() {
        return credentials;
    }

    /** Returns {@code arn:aws:sts::account:assumed-role/Role/session}. */
    public String assumedRoleArn() {
        return SessionKeys.principalArn(grant);
    }

    /** Returns the role's id and the session's name. */
    public String assumedRoleId() {
        return SessionKeys.principalId(grant);
    }

    /** Returns the identity behind the session: the subject of the web identity that asked for it. */
    public IdentityId identity() {
        return grant.identity();
    }

    /** Returns the identity pool that the session is of. */
    public PoolId pool() {
        return grant.pool();
    }

    /** Returns who is behind the session. */
    public Optional<String> sourceIdentity() {
        return grant.sourceIdentity();
    }

    /** Returns how many hundredths of the longest session token this one takes: policies and tags are in it. */
    public int packedPolicySize() {
        int length = credentials.sessionToken().use(chars -> chars.length);
        return Math.floorDiv(length * PERCENT + TokenFormat.MAX_TOKEN - 1, TokenFormat.MAX_TOKEN);
    }

    @Override
    public String toString() {
        return "AssumedRole[" + credentials + "]";
    }
}
