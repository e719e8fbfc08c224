package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.internal.setting.PoolPurge;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes what a deleted pool leaves behind. The pool's own row stays, marked, until no node can still have the pool
 * open, and what such a node made meanwhile goes with it. Revocations expire by themselves.
 */
final class Purge {
    /** For how long a flow that began on a stale view may still write: flows give up after 60 s. */
    private static final Duration SLOWEST = Duration.ofMinutes(3);

    private final Catalogue catalogue;
    private final Clients clients;
    private final List<RowStore<?, ?>> held;

    Purge(Catalogue catalogue, Clients clients) {
        this.catalogue = catalogue;
        this.clients = clients;
        Stores stores = catalogue.stores;
        this.held = List.of(
                stores.tokenFamilies(),
                stores.authenticators(),
                stores.oneTimes(),
                stores.outbox(),
                stores.aliases(),
                stores.members(),
                stores.users(),
                stores.groups(),
                stores.attempts(),
                stores.signingKeys());
    }

    /**
     * Removes rows of a pool that is marked as deleted.
     *
     * @param budget how many rows at most of each store, at least 1
     * @return whether nothing is left but the mark
     */
    boolean clear(PoolId pool, int budget) {
        boolean empty = true;
        for (RowStore<?, ?> store : held) {
            empty &= PoolPurge.clear(store, pool, budget) < budget;
        }
        catalogue.clientRowsOf(pool).stream()
                .map(row -> new ClientId(row.key().name()))
                .forEach(client -> clients.removeOfDeleted(pool, client));
        empty &= PoolPurge.clear(catalogue.stores.settings(), pool, budget) < budget;
        if (empty) {
            PoolPurge.removeSecret(catalogue.stores, pool);
        }
        return empty;
    }

    /** Goes on with a deletion, and ends it once no node has the pool open; returns whether it ended. */
    boolean finish(PoolId pool, UserPoolSettings settings, Instant deletedAt, int budget) {
        Instant unseen =
                deletedAt.plus(catalogue.bound).plus(settings.clockTolerance()).plus(SLOWEST);
        boolean due = !catalogue.now().isBefore(unseen);
        return clear(pool, budget)
                && due
                && catalogue.poolRows().delete(pool.value()).asRefusal().isEmpty();
    }
}
