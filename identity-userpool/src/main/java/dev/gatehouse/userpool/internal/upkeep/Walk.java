package dev.gatehouse.userpool.internal.upkeep;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A walk over all rows of a store, some at each call, round and round. Two calls at once look at some rows twice,
 * which is harmless. Thread-safe.
 */
public final class Walk<K extends RowKey, V> {
    private static final int PAGE = 100;

    private final RowStore<K, V> store;
    private final PoolId pool;
    private volatile Optional<Cursor> resume = Optional.empty();

    public Walk(RowStore<K, V> store, PoolId pool) {
        this.store = store;
        this.pool = pool;
    }

    /**
     * Shows at most {@code budget} rows to {@code visitor}, and none twice.
     *
     * @return how many the visitor said true to
     */
    public int go(int budget, Predicate<Row<K, V>> visitor) {
        int count = 0;
        int left = budget;
        do {
            Page<Row<K, V>> page = store.page(pool, resume, Math.min(PAGE, left));
            for (Row<K, V> row : page.items()) {
                count += visitor.test(row) ? 1 : 0;
            }
            left -= page.items().size();
            resume = page.next();
        } while (left > 0 && resume.isPresent());
        return count;
    }
}
