package dev.gatehouse.credentials.internal.policy;

import dev.gatehouse.spi.store.PolicyReference;
import java.util.Optional;
import java.util.Set;

/**
 * What shrinks a session: its own policy and shared ones, which add up, and the scope-down of guests, which limits
 * further.
 */
public record SessionLimits(Optional<String> policy, Set<PolicyReference> shared, boolean scopedDown) {
    public SessionLimits {
        shared = Set.copyOf(shared);
    }

    /** Returns the limits of a caller without a session: none. */
    public static SessionLimits none() {
        return new SessionLimits(Optional.empty(), Set.of(), false);
    }
}
