package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.LoginKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes logins away from an identity: protocol "unlink". Thread-safe. */
public final class Unlinking {
    private final IdentityContext context;
    private final IdentityReader reader;
    private final Merging merging;

    public Unlinking(IdentityContext context, IdentityReader reader, Merging merging) {
        this.context = context;
        this.reader = reader;
        this.merging = merging;
    }

    /**
     * Unlinks one login that an identity names. One that it does not name is unlinked already.
     *
     * @param id the identity, followed through merges
     * @param pick chooses the login among those that the identity names
     * @param check judged on the row that is about to be changed; a refusal ends the flow
     */
    public Outcome<Done> unlink(
            IdentityId id, Function<List<Held>, Optional<Held>> pick, Function<Found, Optional<Refusal>> check) {
        return Tries.run(context, ErrorCode.CONCURRENT_MODIFICATION, () -> {
            Optional<Found> found = reader.find(id);
            if (found.isEmpty()) {
                return Optional.of(Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
            }
            Optional<Found> settled = merging.settle(found.get());
            if (settled.isEmpty()) {
                return Optional.empty();
            }
            Optional<Refusal> refusal = check.apply(settled.get());
            if (refusal.isPresent()) {
                return Optional.of(Outcome.refused(refusal.get()));
            }
            Optional<Held> held =
                    pick.apply(Held.of(context.pool(), settled.get().identity()));
            if (held.isEmpty()) {
                return Optional.of(Outcome.done());
            }
            // False means that the row carries another claim, so the entry that we saw is dead already.
            context.stores().logins().delete(held.get().key(), held.get().claim());
            dropped(settled.get(), held.get());
            return Optional.of(Outcome.done());
        });
    }

    /** Drops a dead entry; left where it is, it is ignored and overwritten by the next link. */
    private void dropped(Found found, Held held) {
        Optional<Found> at = Optional.of(found);
        for (int tries = 0; tries < 3 && at.isPresent(); tries++) {
            Identity identity = at.get().identity();
            if (!Held.names(identity, held.key(), held.claim())) {
                return;
            }
            Identity next = held.removed(identity).modifiedAt(context.now()).build();
            if (context.stores()
                    .identities()
                    .replace(context.key(found.id()), at.get().version(), next, context.newWrite())) {
                return;
            }
            at = reader.row(found.id());
        }
    }

    /** Returns the entry of a provider other than the developer's. */
    public static Function<List<Held>, Optional<Held>> ofProvider(String provider) {
        return all -> all.stream()
                .filter(held -> !held.developer() && held.key().provider().equals(provider))
                .findFirst();
    }

    /** Returns the entry of one login. */
    public static Function<List<Held>, Optional<Held>> of(LoginKey key) {
        return all -> all.stream().filter(held -> held.key().equals(key)).findFirst();
    }
}
