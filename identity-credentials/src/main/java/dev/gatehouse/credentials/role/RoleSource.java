package dev.gatehouse.credentials.role;

import dev.gatehouse.RoleName;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.util.Optional;

/**
 * Where the guard finds roles and shared policies: a cache of bounded age over the stores, such as {@link Roles}, or the
 * stores themselves. Called for every request whose signature held. Thread-safe.
 */
@FunctionalInterface
public interface RoleSource {
    /**
     * Returns the role of this name, or empty if there is none.
     *
     * @throws dev.gatehouse.spi.StoreException if it cannot be read
     */
    Optional<Role> find(RoleName name);

    /**
     * Returns the document of a shared policy, or empty if there is none of this name and incarnation. A source that
     * knows no shared policies always answers empty, and roles that have some are refused.
     *
     * @throws dev.gatehouse.spi.StoreException if it cannot be read
     */
    default Optional<String> sharedPolicy(PolicyReference policy) {
        return Optional.empty();
    }
}
