package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import java.time.Instant;

/** One view's epochs and two views' families; see {@link RevocationView#withFamiliesOf}. */
record JoinedView(RevocationView epochs, RevocationView families) implements RevocationView {
    @Override
    public boolean isRevoked(FamilyId family) {
        return epochs.isRevoked(family) || families.isRevoked(family);
    }

    @Override
    public long userEpoch(UserId user) {
        return epochs.userEpoch(user);
    }

    @Override
    public long identityEpoch(IdentityId identity) {
        return epochs.identityEpoch(identity);
    }

    @Override
    public long roleEpoch(RoleName role) {
        return epochs.roleEpoch(role);
    }

    @Override
    public long poolEpoch() {
        return epochs.poolEpoch();
    }

    @Override
    public boolean isStale(Instant now) {
        boolean first = epochs.isStale(now); // both are asked, so that both follow their logs
        boolean second = families.isStale(now);
        return first || second;
    }
}
