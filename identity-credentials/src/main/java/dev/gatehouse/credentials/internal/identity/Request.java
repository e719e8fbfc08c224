package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.IdentityId;
import java.util.List;
import java.util.Optional;

/**
 * Who a caller says it is.
 *
 * @param asked the identity that it names
 * @param proofs its verified logins, at least one; the first makes the identity where none is known
 * @param trusted whether it speaks for the developer's backend, and may add logins to any identity
 */
public record Request(Optional<IdentityId> asked, List<Proof> proofs, boolean trusted) {
    public Request {
        proofs = List.copyOf(proofs);
        if (proofs.isEmpty()) {
            throw new IllegalArgumentException("at least one login");
        }
    }
}
