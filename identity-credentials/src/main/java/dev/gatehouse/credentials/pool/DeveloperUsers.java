package dev.gatehouse.credentials.pool;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Page;

/**
 * An identity and users of the developer's provider that are linked to it.
 *
 * @param identity the identity
 * @param users a page of the developer's names for its users, in order
 */
public record DeveloperUsers(IdentityId identity, Page<String> users) {
    /** The longest name of a developer's user, in characters. */
    public static final int MAX_NAME = 512;

    /** Prints no user. */
    @Override
    public String toString() {
        return "DeveloperUsers[" + identity + ", " + users.items().size() + "]";
    }
}
