package dev.gatehouse.store.memory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Rows in an ordered map. Every write swaps one entry by identity, so of two writers one fails, looks again and judges
 * anew; no lock is held and no writer waits for another.
 */
class InMemoryRows<K extends RowKey, V> implements RowStore<K, V> {
    private final ConcurrentNavigableMap<Place, Entry<K, V>> rows = new ConcurrentSkipListMap<>();
    private final Function<K, List<String>> parts;
    private final Function<V, Optional<Instant>> expiry;

    /**
     * @param parts the key without its pool, as strings in the order of listing
     * @param expiry when a row may be swept
     */
    InMemoryRows(Function<K, List<String>> parts, Function<V, Optional<Instant>> expiry) {
        this.parts = parts;
        this.expiry = expiry;
    }

    /** One stored row. Compared by identity: the map swaps exactly the entry that was read. */
    private static final class Entry<K extends RowKey, V> {
        final Row<K, V> row;

        Entry(K key, V value, WriteId version) {
            row = new Row<>(key, value, version);
        }
    }

    @Override
    public final Optional<Versioned<V>> find(K key) {
        return Optional.ofNullable(rows.get(place(key))).map(e -> new Versioned<>(e.row.value(), e.row.version()));
    }

    @Override
    public final boolean insert(K key, V value, WriteId write) {
        Entry<K, V> standing = rows.putIfAbsent(place(key), new Entry<>(key, value, write));
        return standing == null || standing.row.version().equals(write);
    }

    @Override
    public final boolean replace(K key, WriteId expected, V next, WriteId write) {
        Place place = place(key);
        Entry<K, V> replacement = new Entry<>(key, next, write);
        while (true) {
            Entry<K, V> standing = rows.get(place);
            if (standing == null) {
                return false;
            }
            if (standing.row.version().equals(write)) {
                return true;
            }
            if (!standing.row.version().equals(expected) || isFinal(standing.row.value())) {
                return false;
            }
            if (rows.replace(place, standing, replacement)) {
                return true;
            }
        }
    }

    /** Returns whether a value may never be replaced by another. */
    boolean isFinal(V value) {
        return false;
    }

    /** Changes a row whatever its version. Returns false if there is none; a value that stays equal is not written. */
    final boolean change(K key, UnaryOperator<V> change, WriteId write) {
        Place place = place(key);
        while (true) {
            Entry<K, V> standing = rows.get(place);
            if (standing == null) {
                return false;
            }
            V next = change.apply(standing.row.value());
            if (next.equals(standing.row.value()) || rows.replace(place, standing, new Entry<>(key, next, write))) {
                return true;
            }
        }
    }

    @Override
    public final boolean delete(K key, WriteId expected) {
        Place place = place(key);
        while (true) {
            Entry<K, V> standing = rows.get(place);
            if (standing == null) {
                return true;
            }
            if (!standing.row.version().equals(expected)) {
                return false;
            }
            if (rows.remove(place, standing)) {
                return true;
            }
        }
    }

    @Override
    public final Page<Row<K, V>> page(PoolId pool, Optional<Cursor> cursor, int limit) {
        return page(pool, List.of(), cursor, limit);
    }

    /** Pages through the rows whose keys begin with {@code prefix}. */
    final Page<Row<K, V>> page(PoolId pool, List<String> prefix, Optional<Cursor> cursor, int limit) {
        Page<Map.Entry<Place, Entry<K, V>>> page = Listing.page(rows, pool, prefix, cursor, limit);
        return new Page<>(page.items().stream().map(item -> item.getValue().row).toList(), page.next());
    }

    @Override
    public final int sweep(Instant now, int limit) {
        int removed = 0;
        for (Map.Entry<Place, Entry<K, V>> entry : rows.entrySet()) {
            if (removed >= limit) {
                break;
            }
            boolean expired = expiry.apply(entry.getValue().row.value())
                    .filter(at -> at.isBefore(now))
                    .isPresent();
            if (expired && rows.remove(entry.getKey(), entry.getValue())) {
                removed++;
            }
        }
        return removed;
    }

    private Place place(K key) {
        return Place.ofKey(key.pool(), parts.apply(key));
    }
}
