package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Optional;

/** Repeats the verbs of one store. */
class RepeatingRows<K extends RowKey, V, S extends RowStore<K, V>> implements RowStore<K, V> {
    final S store;
    final Repeats repeats;

    RepeatingRows(S store, Repeats repeats) {
        this.store = store;
        this.repeats = repeats;
    }

    @Override
    public final Optional<Versioned<V>> find(K key) {
        return repeats.read(() -> store.find(key));
    }

    @Override
    public final boolean insert(K key, V value, WriteId write) {
        return repeats.write(() -> store.insert(key, value, write));
    }

    @Override
    public final boolean replace(K key, WriteId expected, V next, WriteId write) {
        return repeats.write(() -> store.replace(key, expected, next, write));
    }

    /** A false after an unknown outcome stands: either way the row that {@code expected} wrote is gone. */
    @Override
    public final boolean delete(K key, WriteId expected) {
        return repeats.read(() -> store.delete(key, expected));
    }

    @Override
    public final Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return repeats.read(() -> store.page(pool, cursor, limit));
    }

    /** After an unknown outcome, counts only what the repeat removed. */
    @Override
    public final int sweep(Instant now, int limit) {
        return repeats.read(() -> store.sweep(now, limit));
    }
}
