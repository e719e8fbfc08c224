package dev.gatehouse.spi.hook;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.user.User;

/** Runs after a sign-in succeeded, before its tokens are returned. The reference service's trigger PostAuthentication. */
@FunctionalInterface
public interface PostAuthentication {
    /**
     * What the hook sees.
     *
     * @param clientMetadata what came with the answer to a challenge; none where the first step signed the user in, as
     *     with the reference service
     */
    record Event(PoolId pool, ClientId client, User user, ClientMetadata clientMetadata) {
        /** An event without client metadata. */
        public Event(PoolId pool, ClientId client, User user) {
            this(pool, client, user, ClientMetadata.none());
        }
    }

    void authenticated(Event event);
}
