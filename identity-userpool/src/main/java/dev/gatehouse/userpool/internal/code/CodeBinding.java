package dev.gatehouse.userpool.internal.code;

import dev.gatehouse.UserId;
import dev.gatehouse.userpool.internal.directory.Address;
import java.util.Optional;

/**
 * Everything that a code is bound to besides the pool.
 *
 * @param user the user, or the decoy that stands for an absent one
 * @param destination the stored address that the code is sent to; empty where there is none, and no code either
 * @param nonce of the pending change, or empty text
 */
public record CodeBinding(UserId user, CodePurpose purpose, String destination, String nonce) {
    /** Returns the binding of a code to a user's stored address, or to nothing if it has none. */
    public static CodeBinding of(UserId user, CodePurpose purpose, Optional<Address> address) {
        return new CodeBinding(user, purpose, address.map(Address::value).orElse(""), "");
    }

    @Override
    public String toString() {
        return "CodeBinding[" + user + ", " + purpose + "]";
    }
}
