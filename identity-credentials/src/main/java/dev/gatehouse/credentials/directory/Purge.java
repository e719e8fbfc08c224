package dev.gatehouse.credentials.directory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import java.util.List;
import java.util.Optional;

/** Removes what a deleted pool leaves behind; its settings are its shared policies. Counters and revocations expire by themselves. */
final class Purge {
    private static final int PAGE = 500;

    private final Stores stores;

    Purge(Stores stores) {
        this.stores = stores;
    }

    /** Roles go first: with its role gone, what was vended opens nothing. The secret goes last: it marks the end. */
    void run(PoolId pool) {
        List.of(stores.roles(), stores.identities(), stores.logins(), stores.settings(), stores.signingKeys())
                .forEach(store -> clear(store, pool));
        PoolKey key = new PoolKey(pool);
        stores.pools().find(key).ifPresent(row -> stores.pools().delete(key, row.version()));
    }

    private static <K extends RowKey, V> void clear(RowStore<K, V> store, PoolId pool) {
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<K, V>> page = store.page(pool, cursor, PAGE);
            page.items().forEach(row -> store.delete(row.key(), row.version()));
            cursor = page.next();
        } while (cursor.isPresent());
    }
}
