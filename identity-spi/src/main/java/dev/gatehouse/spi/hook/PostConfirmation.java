package dev.gatehouse.spi.hook;

import dev.gatehouse.PoolId;
import dev.gatehouse.user.User;

/**
 * Runs after a sign-up or a recovery was confirmed; at least once, since a process may die in between. The reference
 * service's trigger PostConfirmation. It cannot undo the confirmation.
 */
@FunctionalInterface
public interface PostConfirmation {
    /** What was confirmed. */
    enum Source {
        SIGN_UP,
        FORGOT_PASSWORD
    }

    /**
     * What the hook sees.
     *
     * @param clientMetadata what came with the confirmation
     */
    record Event(PoolId pool, Source source, User user, ClientMetadata clientMetadata) {
        /** An event without client metadata. */
        public Event(PoolId pool, Source source, User user) {
            this(pool, source, user, ClientMetadata.none());
        }
    }

    void confirmed(Event event);
}
