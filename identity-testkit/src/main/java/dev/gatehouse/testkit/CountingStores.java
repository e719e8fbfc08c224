package dev.gatehouse.testkit;

import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts the verbs that are called, to show that two requests do the same work. Thread-safe. */
public final class CountingStores {
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Stores stores;

    private CountingStores(Stores stores) {
        this.stores = InterceptedStores.around(stores, new Counter());
    }

    /** Returns a counter around stores. */
    public static CountingStores around(Stores stores) {
        return new CountingStores(stores);
    }

    /** Returns the stores whose verbs are counted. */
    public Stores stores() {
        return stores;
    }

    /** Returns how often each verb was called since the last call of this method, by names such as {@code users.find}. */
    public synchronized Map<String, Integer> take() {
        Map<String, Integer> taken = Map.copyOf(counts);
        counts.clear();
        return taken;
    }

    private synchronized void count(StoreVerb verb) {
        counts.merge(verb.toString(), 1, Integer::sum);
    }

    private final class Counter implements StoreInterceptor {
        @Override
        public <T> T call(StoreVerb verb, Supplier<T> proceed) {
            count(verb);
            return proceed.get();
        }
    }
}
