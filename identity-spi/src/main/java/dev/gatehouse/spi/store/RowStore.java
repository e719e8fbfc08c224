package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Optional;

/**
 * The verbs that every store shares. Each reads or conditionally writes <em>one</em> row; there is no lock, no
 * transaction and no query string, so that a map, a SQL database and Cassandra can all keep every rule. Correctness
 * across rows comes from the write protocols of the flows.
 *
 * <p>Implementations are safe for use by many threads and many processes at once. A verb throws
 * {@link dev.gatehouse.spi.StoreException} when its outcome is unknown; the caller then repeats it under the same
 * {@link WriteId} ({@link RepeatingStores} does so), and never learns the outcome by reading alone. The numbered rules
 * are checked by {@code StoresContract} in {@code identity-testkit} under the same numbers.
 *
 * <p>R8. A row of a format newer than this version knows is never overwritten: {@link #replace} refuses it.
 *
 * <p>R9. A value comes back equal to what was written: every member, absent ones, every Unicode scalar value, every
 * byte. Instants from 1970 to 9999 are kept to the millisecond at least; a store may drop what is finer. Keys are
 * told apart exactly: by case, by normalisation form, by trailing space. No key holds U+0000, and no caller may write
 * one; every other Unicode scalar value may be in a key, and U+0000 may be in a value.
 *
 * @param <K> the key
 * @param <V> the value; immutable
 */
public interface RowStore<K extends RowKey, V> {
    /**
     * R1. Returns the row last written under {@code key} by any process, or empty if there is none. An acknowledged
     * write is seen by every later {@code find}. A row past its expiry may be returned or not: the caller judges by
     * its own clock.
     */
    Optional<Versioned<V>> find(K key);

    /**
     * R2. Adds a row. Returns false, and changes nothing, if there is one. Of several concurrent callers exactly one
     * gets true.
     *
     * <p>R5. Repeated under the write id that the row carries, returns true again and changes nothing.
     */
    boolean insert(K key, V value, WriteId write);

    /**
     * R3. Replaces the row that {@code expected} wrote. Returns false, and changes nothing, if another write came
     * between or the row is gone. Of several concurrent callers with one expected version exactly one gets true.
     *
     * <p>R5. Repeated under the write id that the row carries, returns true again and changes nothing.
     *
     * @throws dev.gatehouse.spi.StoreException also if the row was written in a format newer than this version
     *     knows, since members would be lost (R8)
     */
    boolean replace(K key, WriteId expected, V next, WriteId write);

    /**
     * R4. Removes the row that {@code expected} wrote. After true there is no such row; also true if there was no
     * row at all, so that a repeat is harmless and deleting never chooses a winner. Returns false, and changes
     * nothing, if another write came between.
     */
    boolean delete(K key, WriteId expected);

    /**
     * R6. Returns rows of a pool in an order of the store's own. Rows that stand throughout the listing are returned
     * exactly once; rows written meanwhile at most once. For maintenance, export and erasure, never on a request
     * path.
     *
     * @param cursor where the previous page ended, or empty for the first
     * @param limit how many rows at most, 1 to 1,000
     */
    Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit);

    /**
     * R7. Removes at most {@code limit} rows of any pool whose expiry is before {@code now}; returns how many.
     * Removes no row without expiry and none that was replaced by a later expiry meanwhile. Rows that the engine is
     * bound to remove by itself soon after their expiry need not be removed here. Zero for stores whose rows do not
     * expire: aliases, authenticators (the end of a temporary password is judged at sign-in), roles,
     * pools, logins and settings.
     */
    int sweep(Instant now, int limit);
}
