package dev.gatehouse.spi.hook;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import java.util.Map;

/** Runs before a user is registered, after its input was validated. The reference service's trigger PreSignUp. */
@FunctionalInterface
public interface PreSignUp {
    /**
     * What the hook sees.
     *
     * @param client the app client
     * @param username the user name or address as typed
     * @param attributes the validated attributes
     * @param byAdministrator whether an administrator makes the user
     */
    record Event(
            PoolId pool, ClientId client, String username, Map<String, String> attributes, boolean byAdministrator) {
        public Event {
            attributes = Map.copyOf(attributes);
        }
    }

    HookVerdict decide(Event event);
}
