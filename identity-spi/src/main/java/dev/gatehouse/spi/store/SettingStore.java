package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import java.util.Optional;

/**
 * What pools, clients, providers and shared policies are configured to be: one row each, changed at run time. The rows
 * never expire. Readers keep what they read for the bound within which a change takes effect, so this store is not on
 * a request's path.
 */
public interface SettingStore extends RowStore<SettingKey, Setting> {
    /**
     * S1. Returns a pool's settings of one kind, and no others, under the rules of {@link #page}.
     *
     * @param cursor where the previous page ended, or empty for the first
     * @param limit how many rows at most, 1 to 1,000
     */
    Page<Row<SettingKey, Setting>> ofKind(PoolId pool, String kind, Optional<Cursor> cursor, int limit);
}
