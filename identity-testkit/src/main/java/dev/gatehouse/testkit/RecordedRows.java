package dev.gatehouse.testkit;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Records the calls of one store. Listings are passed on: they are not promised to be of one moment. */
class RecordedRows<K extends RowKey, V, S extends RowStore<K, V>> implements RowStore<K, V> {
    final S store;
    private final StoreHistory history;
    private final String name;
    private final Function<V, Optional<Instant>> expiry;

    RecordedRows(String name, S store, StoreHistory history, Function<V, Optional<Instant>> expiry) {
        this.name = name;
        this.store = store;
        this.history = history;
        this.expiry = expiry;
    }

    final <T> T record(K key, Ask ask, Supplier<T> verb) {
        return history.record(name, key, ask, verb);
    }

    @Override
    public final Optional<Versioned<V>> find(K key) {
        return record(key, new Ask.Find(), () -> store.find(key));
    }

    @Override
    public final boolean insert(K key, V value, WriteId write) {
        return record(key, new Ask.Insert(value, write), () -> store.insert(key, value, write));
    }

    @Override
    public final boolean replace(K key, WriteId expected, V next, WriteId write) {
        return record(key, new Ask.Replace(expected, next, write), () -> store.replace(key, expected, next, write));
    }

    @Override
    public final boolean delete(K key, WriteId expected) {
        return record(key, new Ask.Delete(expected), () -> store.delete(key, expected));
    }

    @Override
    public final Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return store.page(pool, cursor, limit);
    }

    @Override
    @SuppressWarnings("unchecked") // a row of this store holds a value of this store
    public final int sweep(Instant now, int limit) {
        history.sweeping(name, new Ask.Sweep(now, value -> expiry.apply((V) value)));
        return store.sweep(now, limit);
    }
}
