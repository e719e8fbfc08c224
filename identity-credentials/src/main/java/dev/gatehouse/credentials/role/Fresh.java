package dev.gatehouse.credentials.role;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values no older than a bound. Only what exists is kept, so the map is as small as what it is read from. Holds no lock
 * while it reads. Thread-safe.
 */
final class Fresh<K, V> {
    private final Duration bound;
    private final InstantSource clock;
    private final Map<K, Seen<V>> seen = new ConcurrentHashMap<>();

    private record Seen<V>(V value, Instant at) {}

    Fresh(Duration bound, InstantSource clock) {
        this.bound = bound;
        this.clock = clock;
    }

    Optional<V> find(K key, Function<K, Optional<V>> read) {
        Instant now = clock.instant();
        @Nullable Seen<V> known = seen.get(key);
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(bound))) {
            return Optional.of(known.value());
        }
        Optional<V> found = read.apply(key);
        found.ifPresentOrElse(value -> seen.put(key, new Seen<>(value, now)), () -> seen.remove(key));
        return found;
    }

    void forget(K key) {
        seen.remove(key);
    }
}
