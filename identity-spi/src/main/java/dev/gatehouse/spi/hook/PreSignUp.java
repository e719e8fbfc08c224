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
     * @param clientMetadata what came with the call
     * @param validationData what came with the call to judge the user by, beside its attributes
     */
    record Event(
            PoolId pool,
            ClientId client,
            String username,
            Map<String, String> attributes,
            boolean byAdministrator,
            ClientMetadata clientMetadata,
            ClientMetadata validationData) {
        public Event {
            attributes = Map.copyOf(attributes);
        }

        /** An event without client metadata and validation data. */
        public Event(
                PoolId pool,
                ClientId client,
                String username,
                Map<String, String> attributes,
                boolean byAdministrator) {
            this(pool, client, username, attributes, byAdministrator, ClientMetadata.none(), ClientMetadata.none());
        }
    }

    HookVerdict decide(Event event);
}
