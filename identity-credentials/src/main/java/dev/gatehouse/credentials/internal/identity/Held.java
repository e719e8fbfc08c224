package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.LoginKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One login that an identity's row names.
 *
 * @param claim the version that the login's row must have for the entry to count
 */
public record Held(LoginKey key, WriteId claim, boolean developer) {
    /** Returns every login that an identity names. */
    public static List<Held> of(PoolId pool, Identity identity) {
        List<Held> held = new ArrayList<>();
        identity.logins()
                .forEach((provider, entry) ->
                        held.add(new Held(new LoginKey(pool, provider, entry.subject()), entry.claim(), false)));
        identity.developerLogins()
                .forEach((subject, entry) ->
                        held.add(new Held(new LoginKey(pool, entry.provider(), subject), entry.claim(), true)));
        return held;
    }

    /** Returns the entry for a login, whatever its claim. */
    static Optional<Held> find(Identity identity, LoginKey key) {
        Identity.LoginEntry entry = identity.logins().get(key.provider());
        if (entry != null && entry.subject().equals(key.subject())) {
            return Optional.of(new Held(key, entry.claim(), false));
        }
        Identity.DeveloperLogin own = identity.developerLogins().get(key.subject());
        return own != null && own.provider().equals(key.provider())
                ? Optional.of(new Held(key, own.claim(), true))
                : Optional.empty();
    }

    static boolean names(Identity identity, LoginKey key, WriteId claim) {
        return find(identity, key).filter(held -> held.claim().equals(claim)).isPresent();
    }

    /** Returns the identity with this login; it is no guest any more. */
    Identity.Builder added(Identity identity) {
        Identity.Builder next = identity.toBuilder().expiresAt(Optional.empty());
        if (developer) {
            Map<String, Identity.DeveloperLogin> users = new HashMap<>(identity.developerLogins());
            users.put(key.subject(), new Identity.DeveloperLogin(key.provider(), claim));
            return next.developerLogins(users);
        }
        Map<String, Identity.LoginEntry> logins = new HashMap<>(identity.logins());
        logins.put(key.provider(), new Identity.LoginEntry(key.subject(), claim));
        return next.logins(logins);
    }

    /** Returns the identity without this login. */
    Identity.Builder removed(Identity identity) {
        Map<String, Identity.DeveloperLogin> users = new HashMap<>(identity.developerLogins());
        Map<String, Identity.LoginEntry> logins = new HashMap<>(identity.logins());
        if (developer) {
            users.remove(key.subject());
        } else {
            logins.remove(key.provider());
        }
        return identity.toBuilder().logins(logins).developerLogins(users);
    }

    /** Returns the identity without any login. */
    static Identity.Builder bare(Identity identity) {
        return identity.toBuilder().logins(Map.of()).developerLogins(Map.of());
    }
}
