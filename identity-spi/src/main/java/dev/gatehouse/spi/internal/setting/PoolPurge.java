package dev.gatehouse.spi.internal.setting;

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

/** Removes what a deleted pool leaves behind, page by page. Safe to repeat and to run on several nodes at once. */
public final class PoolPurge {
    private static final int PAGE = 500;

    private PoolPurge() {}

    /** Removes all rows of a pool in these stores, in their order; then its secret, which marks the end. */
    public static void run(Stores stores, PoolId pool, List<RowStore<?, ?>> held) {
        held.forEach(store -> clear(store, pool, Integer.MAX_VALUE));
        removeSecret(stores, pool);
    }

    /** Removes a pool's secret: without it nothing of the pool opens. */
    public static void removeSecret(Stores stores, PoolId pool) {
        PoolKey key = new PoolKey(pool);
        stores.pools().find(key).ifPresent(row -> stores.pools().delete(key, row.version()));
    }

    /**
     * Removes rows of a pool from one store.
     *
     * @param budget how many rows at most
     * @return how many rows it looked at: less than the budget means that none is left
     */
    public static <K extends RowKey, V> int clear(RowStore<K, V> store, PoolId pool, int budget) {
        int looked = 0;
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<K, V>> page = store.page(pool, cursor, Math.min(PAGE, budget - looked));
            page.items().forEach(row -> store.delete(row.key(), row.version()));
            looked += page.items().size();
            cursor = page.next();
        } while (cursor.isPresent() && looked < budget);
        return looked;
    }
}
