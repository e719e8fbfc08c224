package dev.gatehouse.testkit;

import dev.gatehouse.PoolId;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What the contract writes into one store.
 *
 * @param store picks the store
 * @param key the n-th key of a pool, all different
 * @param keysPerPool how many keys a pool can have
 * @param twins keys of one pool that are nearly equal, all different
 * @param value the n-th value without expiry, or with one far ahead; neighbours differ
 * @param shapes values that use every member, and values that leave every optional one out
 * @param expiring a value with an expiry; empty for stores whose rows do not expire
 */
record StoreSample<K extends RowKey, V>(
        Function<Stores, RowStore<K, V>> store,
        BiFunction<PoolId, Integer, K> key,
        int keysPerPool,
        Function<PoolId, List<K>> twins,
        IntFunction<V> value,
        List<V> shapes,
        List<Function<Instant, V>> expiring) {}
