package dev.gatehouse.userpool.internal.account;

import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.user.AliasKind;

/**
 * A name that a user is to be found by.
 *
 * @param raw as typed
 */
public record WantedName(AliasKind kind, String raw, CanonicalName name) {
    @Override
    public String toString() {
        return "WantedName[" + kind + "]";
    }
}
