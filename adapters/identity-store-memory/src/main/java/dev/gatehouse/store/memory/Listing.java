package dev.gatehouse.store.memory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;

/** Pages through a map that is ordered by {@link Place}. */
final class Listing {
    private static final int MOST = 1_000;

    private Listing() {}

    /** Returns the entries of {@code pool} whose keys begin with {@code prefix}, after the cursor. */
    static <T> Page<Map.Entry<Place, T>> page(
            ConcurrentNavigableMap<Place, T> rows,
            PoolId pool,
            List<String> prefix,
            Optional<Cursor> cursor,
            int limit) {
        return pageFrom(rows, pool, prefix, prefix, cursor, limit);
    }

    /** The same, beginning at {@code first} and not at the prefix. */
    static <T> Page<Map.Entry<Place, T>> pageFrom(
            ConcurrentNavigableMap<Place, T> rows,
            PoolId pool,
            List<String> prefix,
            List<String> first,
            Optional<Cursor> cursor,
            int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to 1,000 rows");
        }
        Place within = Place.of(pool, prefix);
        Place start = cursor.map(c -> Place.at(pool, c)).orElseGet(() -> Place.of(pool, first));
        if (!start.beginsWith(within)) {
            throw new IllegalArgumentException("the cursor belongs to another listing");
        }
        List<Map.Entry<Place, T>> items = new ArrayList<>();
        for (Map.Entry<Place, T> entry : rows.tailMap(start, cursor.isEmpty()).entrySet()) {
            if (!entry.getKey().beginsWith(within)) {
                break;
            }
            if (items.size() == limit) {
                return new Page<>(
                        items, Optional.of(items.get(limit - 1).getKey().cursor()));
            }
            items.add(entry);
        }
        return Page.last(items);
    }
}
