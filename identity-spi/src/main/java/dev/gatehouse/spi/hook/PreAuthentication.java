package dev.gatehouse.spi.hook;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.user.User;

/** Runs before the password of an existing user is checked. The reference service's trigger PreAuthentication. */
@FunctionalInterface
public interface PreAuthentication {
    /**
     * What the hook sees.
     *
     * @param clientMetadata what came with the first step of the sign-in; the reference service calls it {@code
     *     validationData} here
     */
    record Event(PoolId pool, ClientId client, User user, ClientMetadata clientMetadata) {
        /** An event without client metadata. */
        public Event(PoolId pool, ClientId client, User user) {
            this(pool, client, user, ClientMetadata.none());
        }
    }

    HookVerdict decide(Event event);
}
