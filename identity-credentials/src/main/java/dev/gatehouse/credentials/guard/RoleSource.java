package dev.gatehouse.credentials.guard;

import dev.gatehouse.RoleName;
import dev.gatehouse.spi.store.Role;
import java.util.Optional;

/**
 * Where the guard finds roles: a cache of bounded age over the role store, or the store itself. Called for every
 * request whose signature held. Thread-safe.
 */
@FunctionalInterface
public interface RoleSource {
    /**
     * Returns the role of this name, or empty if there is none.
     *
     * @throws dev.gatehouse.spi.StoreException if it cannot be read
     */
    Optional<Role> find(RoleName name);
}
