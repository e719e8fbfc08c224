package dev.gatehouse.store.jdbc;

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
import org.jspecify.annotations.Nullable;

/** The revocation log: lines keyed by pool and write id, read in the order of time and write id. */
final class JdbcRevocationLog implements RevocationLog {
    private static final String TABLE = RowStatements.table("revocations");
    private static final String APPEND = "INSERT INTO " + TABLE
            + " (pool, wid, at, format, body, expires_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String SELECT = "SELECT at, wid, body FROM " + TABLE + " WHERE pool = ? AND at >= ?";
    private static final String ORDER = " ORDER BY at, wid LIMIT ?";

    private final Lane lane;
    private final InstantSource clock;
    private final String sweep;

    JdbcRevocationLog(Dialect dialect, Lane lane, InstantSource clock) {
        this.lane = lane;
        this.clock = clock;
        this.sweep = dialect.sweep(TABLE);
    }

    @Override
    public void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
        Object[] values = {
            pool.value(),
            write.value(),
            ColumnTime.of(at),
            RevocationCodec.FORMAT,
            RevocationCodec.encode(revocation),
            ColumnTime.of(revocation.until())
        };
        lane.transaction("revocations.append", sql -> {
            int appended = sql.update(APPEND, values);
            long now = ColumnTime.of(clock.instant());
            return appended + sql.update(sweep, now, 2, now);
        });
    }

    private record Line(long at, String wid, Revocation revocation) {}

    @Override
    public Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
        Keyset.requireLimit(limit);
        List<@Nullable Object> values = new ArrayList<>(List.of(pool.value(), ColumnTime.of(from)));
        if (cursor.isPresent()) {
            List<String> last = Keyset.key(cursor.get(), "revocations", List.of(pool.value()), 3);
            values.add(time(last.get(1)));
            values.add(new WriteId(last.get(2)).value());
        }
        values.add(limit + 1);
        String statement = SELECT + (cursor.isPresent() ? " AND (at, wid) > (?, ?)" : "") + ORDER;
        List<Line> lines = lane.read(
                "revocations.since",
                sql -> sql.list(
                        statement,
                        row -> new Line(row.getLong(1), row.getString(2), RevocationCodec.decode(row.getString(3))),
                        values.toArray()));
        boolean more = lines.size() > limit;
        List<Line> shown = more ? lines.subList(0, limit) : lines;
        List<Revocation> items = shown.stream().map(Line::revocation).toList();
        if (!more) {
            return Page.last(items);
        }
        Line last = shown.get(limit - 1);
        return new Page<>(
                items,
                Optional.of(Keyset.cursor("revocations", List.of(pool.value(), Long.toString(last.at), last.wid))));
    }

    private static long time(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw Keyset.foreign();
        }
    }

    @Override
    public int sweep(Instant now, int limit) {
        long time = ColumnTime.of(now);
        return lane.write("revocations.sweep", sql -> sql.update(sweep, time, limit, time));
    }
}
