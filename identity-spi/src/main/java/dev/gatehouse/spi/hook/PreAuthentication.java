package dev.gatehouse.spi.hook;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.user.User;

/** Runs before the password of an existing user is checked. The reference service's trigger PreAuthentication. */
@FunctionalInterface
public interface PreAuthentication {
    /** What the hook sees. */
    record Event(PoolId pool, ClientId client, User user) {}

    HookVerdict decide(Event event);
}
