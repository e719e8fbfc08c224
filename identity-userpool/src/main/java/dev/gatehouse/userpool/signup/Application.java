package dev.gatehouse.userpool.signup;

import dev.gatehouse.ClientId;
import dev.gatehouse.Secret;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.internal.directory.Address;
import java.util.Map;

/**
 * A sign-up that passed every check that needs no store.
 *
 * @param client through which the user comes
 * @param kind what kind of name is claimed
 * @param raw the name as typed
 * @param address where the code goes
 * @param password in the form that is hashed
 */
record Application(
        ClientId client,
        AliasKind kind,
        CanonicalName name,
        String raw,
        Map<String, String> attributes,
        Address address,
        Secret password) {
    @Override
    public String toString() {
        return "Application[" + kind + "]";
    }
}
