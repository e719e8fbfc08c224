package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.codec.RevocationCodec;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.RevocationLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * The revocation log: lines in a partition for each minute of a pool, in the order of time and write id. No line
 * competes with another, so writes are plain; all are of all regions, whose verifiers follow one log.
 */
final class CassandraRevocationLog implements RevocationLog {
    private static final String STORE = "revocations";
    private static final long MINUTE = 60_000_000_000L;

    private final Lane lane;
    private final Seen seen;
    private final Expiries expiries;
    private final InstantSource clock;
    private final String addMinute;
    private final String minutes;
    private final String append;
    private final String remove;
    private final String from;
    private final String after;

    CassandraRevocationLog(Engine engine) {
        this.lane = engine.everywhere();
        this.seen = engine.seen();
        this.expiries = new Expiries(STORE, lane, seen);
        this.clock = engine.clock();
        String table = lane.keyspace() + "." + RowStatements.table(STORE);
        String directory = lane.keyspace() + ".gatehouse_revocation_minutes";
        String line = "SELECT at, wid, body FROM " + table + " WHERE pool = ? AND minute = ? AND ";
        this.addMinute = "INSERT INTO " + directory + " (pool, minute, mark) VALUES (?, ?, ?) USING TTL ?";
        this.minutes = "SELECT minute FROM " + directory + " WHERE pool = ? AND minute >= ?";
        this.append = "INSERT INTO " + table + " (pool, minute, at, wid, format, body) VALUES (?, ?, ?, ?, ?, ?)"
                + " USING TTL ?";
        this.remove = "DELETE FROM " + table + " WHERE pool = ? AND minute = ? AND at = ? AND wid = ?";
        this.from = line + "at >= ?";
        this.after = line + "(at, wid) > (?, ?)";
    }

    @Override
    public void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
        String verb = "revocations.append";
        Term term = Term.of(Optional.of(revocation.until()), clock.instant());
        long time = ColumnTime.of(at);
        long minute = Math.floorDiv(time, MINUTE);
        String name = Keyset.join(List.of(STORE, pool.value(), Long.toString(minute), Long.toString(term.hour())));
        List<CompletableFuture<AsyncResultSet>> writes = new ArrayList<>();
        if (!seen.contains(name)) {
            writes.add(lane.writeLater(verb, addMinute, pool.value(), minute, term.hour(), term.hourTtl()));
        }
        List<String> key = List.of(pool.value(), Long.toString(time), write.value());
        term.swept().ifPresent(expiry -> writes.addAll(expiries.add(verb, key, expiry)));
        Lane.await(writes);
        seen.add(name);
        lane.write(
                verb,
                append,
                pool.value(),
                minute,
                time,
                write.value(),
                RevocationCodec.FORMAT,
                RevocationCodec.encode(revocation),
                term.ttl());
    }

    private record Line(long at, String wid, Revocation revocation) {}

    @Override
    public Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
        Keyset.requireLimit(limit);
        String verb = "revocations.since";
        Optional<Place> last = cursor.map(value -> Place.of(value, pool));
        long start = last.map(Place::at).orElse(ColumnTime.of(from));
        SortedSet<Long> minutes = new TreeSet<>();
        for (Row row : lane.read(verb, this.minutes, 5_000, pool.value(), Math.floorDiv(start, MINUTE))) {
            minutes.add(row.getLong("minute"));
        }
        List<Line> lines = new ArrayList<>();
        for (long minute : minutes) {
            var rows = last.isPresent()
                    ? lane.read(
                            verb,
                            after,
                            limit + 1,
                            pool.value(),
                            minute,
                            start,
                            last.get().wid())
                    : lane.read(verb, this.from, limit + 1, pool.value(), minute, start);
            for (Row row : rows) {
                lines.add(new Line(
                        row.getLong("at"), row.getString("wid"), RevocationCodec.decode(row.getString("body"))));
                if (lines.size() > limit) {
                    return page(pool, lines.subList(0, limit));
                }
            }
        }
        return Page.last(lines.stream().map(Line::revocation).toList());
    }

    private static Page<Revocation> page(PoolId pool, List<Line> lines) {
        Line last = lines.get(lines.size() - 1);
        return new Page<>(
                lines.stream().map(Line::revocation).toList(),
                Optional.of(Keyset.cursor(STORE, List.of(pool.value(), Long.toString(last.at), last.wid))));
    }

    private record Place(long at, String wid) {
        static Place of(Cursor cursor, PoolId pool) {
            List<String> last = Keyset.key(cursor, STORE, List.of(pool.value()), 3);
            return new Place(time(last.get(1)), new WriteId(last.get(2)).value());
        }

        @SuppressWarnings("UnusedException") // its message quotes the text
        private static long time(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw Keyset.foreign();
            }
        }
    }

    @Override
    public int sweep(Instant now, int limit) {
        return expiries.sweep("revocations.sweep", now, limit, (key, until) -> {
            if (!until.isBefore(now)) {
                return Expiries.Verdict.STAYS;
            }
            long time = Long.parseLong(key.get(1));
            lane.write("revocations.sweep", remove, key.get(0), Math.floorDiv(time, MINUTE), time, key.get(2));
            return Expiries.Verdict.REMOVED;
        });
    }
}
