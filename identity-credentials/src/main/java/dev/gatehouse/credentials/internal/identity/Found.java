package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.IdentityId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Versioned;

/** A stored identity under its own id. */
public record Found(IdentityId id, Versioned<Identity> row) {
    public Identity identity() {
        return row.value();
    }

    WriteId version() {
        return row.version();
    }

    /** Returns whether it gets tokens and credentials. */
    public boolean active() {
        return identity().state() == Identity.State.ACTIVE;
    }

    /**
     * Returns whether it is a guest: whoever knows its id is it. An identity whose last login was unlinked has no
     * logins either, but no expiry, and is nobody's. One that takes another in may have logins in a moment.
     */
    public boolean guest() {
        return active()
                && identity().logins().isEmpty()
                && identity().developerLogins().isEmpty()
                && identity().absorbing().isEmpty()
                && identity().expiresAt().isPresent();
    }

    boolean settled() {
        return identity().absorbing().isEmpty();
    }
}
