package dev.gatehouse.testkit;

import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Callers that read, write, repeat and delete the same few rows of one store at once, as their seeds say. */
final class HistoryLoad<K extends RowKey, V> {
    private static final int CALLERS = 4;
    private static final int ROWS = 2;
    private static final int CALLS = 10;

    private final StoreSample<K, V> sample;
    private final Supplier<Stores> nodes;
    private final LossyNetwork network;
    private final List<K> keys;
    private final long seed;
    private final StoreHistory history = new StoreHistory();

    HistoryLoad(StoreSample<K, V> sample, Supplier<Stores> nodes, PoolId pool, long seed) {
        this.sample = sample;
        this.nodes = nodes;
        this.network = new LossyNetwork(seed);
        this.keys = IntStream.range(0, ROWS)
                .mapToObj(n -> sample.key().apply(pool, n))
                .toList();
        this.seed = seed;
    }

    /** Runs all callers to their end, and returns what they saw. */
    StoreHistory run() {
        Race.of(CALLERS, caller -> {
            new Caller(caller).run();
            return true;
        });
        network.deliver();
        Stores calm = history.recording(nodes.get());
        keys.forEach(key -> sample.store().apply(calm).find(key));
        return history;
    }

    private Stores node() {
        return history.recording(InterceptedStores.around(nodes.get(), network));
    }

    /** One thread. */
    private final class Caller {
        private final Random random;
        private final Map<K, Versioned<V>> known = new HashMap<>();
        private @Nullable Runnable last;

        Caller(int number) {
            this.random = new Random(seed * CALLERS + number);
        }

        void run() {
            for (int n = 0; n < CALLS; n++) {
                K key = keys.get(random.nextInt(ROWS));
                try {
                    act(key);
                } catch (StoreException unknown) {
                    // Recorded as a call without an answer. Every third one is asked again, as flows do.
                    if (random.nextInt(3) == 0) {
                        repeat();
                    }
                }
            }
        }

        private void repeat() {
            try {
                if (last != null) {
                    last.run();
                }
            } catch (StoreException again) {
                last = null;
            }
        }

        private void act(K key) {
            Versioned<V> seen = known.get(key);
            int choice = random.nextInt(100);
            WriteId write = write();
            V value = sample.value().apply(random.nextInt(1_000));
            if (choice < 10 && last != null) {
                last.run();
            } else if (choice < 30 || seen == null) {
                if (choice % 2 == 0) {
                    last = () -> store().insert(key, value, write);
                    last.run();
                } else {
                    look(key);
                }
            } else if (choice < 50) {
                look(key);
            } else if (choice < 60) {
                store().delete(key, seen.version());
            } else if (choice < 75) {
                special(key, seen, value, write);
            } else {
                last = () -> store().replace(key, seen.version(), value, write);
                last.run();
            }
        }

        private void look(K key) {
            Optional<Versioned<V>> found = store().find(key);
            found.ifPresentOrElse(row -> known.put(key, row), () -> known.remove(key));
        }

        /** Does what only this store can, or replaces. */
        @SuppressWarnings("unchecked") // a OneTimeKey is a key of one-time values only
        private void special(K key, Versioned<V> seen, V value, WriteId write) {
            if (key instanceof FamilyKey family) {
                last = () -> node().tokenFamilies().revoke(family, write);
            } else if (key instanceof OneTimeKey oneTime) {
                last = () -> node().oneTimes().take(oneTime, (Versioned<OneTime>) seen, write);
            } else {
                last = () -> store().replace(key, seen.version(), value, write);
            }
            last.run();
        }

        private RowStore<K, V> store() {
            return sample.store().apply(node());
        }

        private WriteId write() {
            return new WriteId(String.format("%016x%016x", random.nextLong(), random.nextLong()));
        }
    }
}
