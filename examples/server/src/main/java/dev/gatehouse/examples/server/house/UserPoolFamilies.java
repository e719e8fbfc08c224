package dev.gatehouse.examples.server.house;

import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.userpool.directory.UserPools;
import java.time.Instant;

/**
 * The sign-ins that a user pool has revoked, as the pool object of the moment knows them: so temporary credentials end
 * with the sign-in behind them. A pool that is gone has revoked all. Thread-safe.
 *
 * @param pools where the pool is
 * @param id the pool
 */
record UserPoolFamilies(UserPools pools, PoolId id) implements RevocationView {
    @Override
    public boolean isRevoked(FamilyId family) {
        return pools.pool(id).fold(pool -> pool.revocations().isRevoked(family), refusal -> true);
    }

    @Override
    public boolean isStale(Instant now) {
        return pools.pool(id).fold(pool -> pool.revocations().isStale(now), refusal -> false);
    }

    @Override
    public long userEpoch(UserId user) {
        return 0;
    }

    @Override
    public long identityEpoch(IdentityId identity) {
        return 0;
    }

    @Override
    public long roleEpoch(RoleName role) {
        return 0;
    }

    @Override
    public long poolEpoch() {
        return 0;
    }
}
