package dev.gatehouse.store.memory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.RevocationLog;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A revocation log in an ordered map, by pool, time and write. */
final class InMemoryRevocationLog implements RevocationLog {
    private final ConcurrentNavigableMap<Place, Revocation> lines = new ConcurrentSkipListMap<>();

    @Override
    public void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
        lines.putIfAbsent(Place.ofKey(pool, List.of(sortable(at), write.value())), revocation);
    }

    @Override
    public Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
        Page<Map.Entry<Place, Revocation>> page =
                Listing.pageFrom(lines, pool, List.of(), List.of(sortable(from)), cursor, limit);
        return new Page<>(page.items().stream().map(Map.Entry::getValue).toList(), page.next());
    }

    @Override
    public int sweep(Instant now, int limit) {
        int removed = 0;
        for (Map.Entry<Place, Revocation> line : lines.entrySet()) {
            if (removed >= limit) {
                break;
            }
            if (line.getValue().until().isBefore(now) && lines.remove(line.getKey(), line.getValue())) {
                removed++;
            }
        }
        return removed;
    }

    /** Returns text that sorts as the instants do: seconds with the sign bit flipped, then nanoseconds. */
    private static String sortable(Instant at) {
        return HexFormat.of().toHexDigits(at.getEpochSecond() ^ Long.MIN_VALUE)
                + HexFormat.of().toHexDigits(at.getNano());
    }
}
