package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Intercepts the verbs of one store. */
class InterceptedRows<K extends RowKey, V, S extends RowStore<K, V>> implements RowStore<K, V> {
    final S store;
    private final String name;
    private final StoreInterceptor interceptor;

    InterceptedRows(String name, S store, StoreInterceptor interceptor) {
        this.name = name;
        this.store = store;
        this.interceptor = interceptor;
    }

    final <T> T call(String verb, Supplier<T> proceed) {
        return interceptor.call(new StoreVerb(name, verb), proceed);
    }

    @Override
    public final Optional<Versioned<V>> find(K key) {
        return call("find", () -> store.find(key));
    }

    @Override
    public final boolean insert(K key, V value, WriteId write) {
        return call("insert", () -> store.insert(key, value, write));
    }

    @Override
    public final boolean replace(K key, WriteId expected, V next, WriteId write) {
        return call("replace", () -> store.replace(key, expected, next, write));
    }

    @Override
    public final boolean delete(K key, WriteId expected) {
        return call("delete", () -> store.delete(key, expected));
    }

    @Override
    public final Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return call("page", () -> store.page(pool, cursor, limit));
    }

    @Override
    public final int sweep(Instant now, int limit) {
        return call("sweep", () -> store.sweep(now, limit));
    }
}
