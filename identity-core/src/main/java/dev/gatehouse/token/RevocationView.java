package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.RoleName;
import dev.gatehouse.UserId;
import java.time.Instant;

/**
 * What one node knows to be revoked, answered from memory: families of tokens, each until its last access token ends,
 * and epochs. An epoch is a number that only rises; what carries a lower one is void. Tokens are revoked by family
 * (global sign-out, disable and delete log every family of the user); epochs are for temporary credentials and pools.
 * No answer depends on comparing clocks of different nodes. Implementations are thread-safe.
 */
public interface RevocationView {
    /** Returns whether every token of this sign-in is void. */
    boolean isRevoked(FamilyId family);

    /** Returns the lowest epoch of a user that is still good; 0 if nothing was ever revoked. */
    long userEpoch(UserId user);

    /** Returns the lowest epoch of an identity that is still good. */
    long identityEpoch(IdentityId identity);

    /** Returns the lowest epoch of a role that is still good. */
    long roleEpoch(RoleName role);

    /** Returns the lowest epoch of the pool that is still good. */
    long poolEpoch();

    /** Returns whether the view is older than its bound at {@code now}. A stale view answers nothing: refuse. */
    boolean isStale(Instant now);

    /**
     * Returns this view, in which the families that {@code other} holds as revoked are revoked too: what guards the
     * credentials of an identity pool whose users sign in at a user pool with a log of its own. Epochs are this
     * view's. Stale if either is.
     */
    default RevocationView withFamiliesOf(RevocationView other) {
        return new JoinedView(this, other);
    }
}
