package dev.gatehouse.spi.hook;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.user.User;

/** Runs after a sign-in succeeded, before its tokens are returned. The reference service's trigger PostAuthentication. */
@FunctionalInterface
public interface PostAuthentication {
    /** What the hook sees. */
    record Event(PoolId pool, ClientId client, User user) {}

    void authenticated(Event event);
}
