package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.LoginKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * At most one login of each public provider: an identity that would have two is refused. An entry whose claim is dead
 * does not count; that costs a read only where two entries differ.
 */
final class Conflicts {
    /** The most users of the developer's provider that one identity can have. */
    static final int MOST_DEVELOPER_LOGINS = 20;

    static final Refusal CONFLICT = Refusal.of(ErrorCode.RESOURCE_CONFLICT, "identity.other-login-of-provider");
    private static final Refusal TOO_MANY = Refusal.of(ErrorCode.RESOURCE_CONFLICT, "identity.developer-logins");

    private final IdentityContext context;
    private final IdentityReader reader;

    Conflicts(IdentityContext context, IdentityReader reader) {
        this.context = context;
        this.reader = reader;
    }

    /** Returns why a login cannot be added to an identity. */
    Optional<Refusal> with(Identity identity, Proof proof) {
        LoginKey key = proof.key();
        if (proof.developer()) {
            boolean full = identity.developerLogins().size() >= MOST_DEVELOPER_LOGINS
                    && !identity.developerLogins().containsKey(key.subject());
            return full ? Optional.of(TOO_MANY) : Optional.empty();
        }
        Identity.LoginEntry entry = identity.logins().get(key.provider());
        if (entry == null || entry.subject().equals(key.subject())) {
            return Optional.empty();
        }
        Held other = new Held(new LoginKey(context.pool(), key.provider(), entry.subject()), entry.claim(), false);
        return reader.counts(other) ? Optional.of(CONFLICT) : Optional.empty();
    }

    /** Returns why these identities, and these logins beside, cannot be one identity. */
    Optional<Refusal> among(Collection<Found> identities, Collection<Proof> proofs) {
        Map<String, Held> byProvider = new HashMap<>();
        int developerLogins = 0;
        for (Found found : identities) {
            List<Held> entries = Held.of(context.pool(), found.identity());
            for (Held held : entries) {
                developerLogins += held.developer() ? 1 : 0;
                Held other = held.developer()
                        ? null
                        : byProvider.putIfAbsent(held.key().provider(), held);
                if (other != null && !other.key().equals(held.key()) && reader.counts(other) && reader.counts(held)) {
                    return Optional.of(CONFLICT);
                }
            }
        }
        for (Proof proof : proofs) {
            Held other = proof.developer() ? null : byProvider.get(proof.key().provider());
            if (other != null && !other.key().equals(proof.key()) && reader.counts(other)) {
                return Optional.of(CONFLICT);
            }
        }
        return developerLogins > MOST_DEVELOPER_LOGINS ? Optional.of(TOO_MANY) : Optional.empty();
    }
}
