package dev.gatehouse.testkit;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.RevocationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A revocation log in a list, with one defect. */
final class ToyLog implements RevocationLog {
    private record Line(PoolId pool, Revocation revocation, Instant at, WriteId write) {}

    private final List<Line> lines = new ArrayList<>();
    private final Defect defect;

    ToyLog(Defect defect) {
        this.defect = defect;
    }

    @Override
    public synchronized void append(PoolId pool, Revocation revocation, Instant at, WriteId write) {
        boolean repeated = lines.stream()
                .anyMatch(line -> defect == Defect.LOG_LOSES_EQUAL_TIMES
                        ? line.pool().equals(pool) && line.at().equals(at)
                        : line.write().equals(write));
        if (!repeated || defect == Defect.LOG_DUPLICATES_REPEATS) {
            lines.add(new Line(pool, revocation, at, write));
        }
    }

    @Override
    public synchronized Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit) {
        List<Line> all = new ArrayList<>(lines.stream()
                .filter(line -> line.pool().equals(pool) && !line.at().isBefore(from))
                .toList());
        if (defect != Defect.LOG_UNORDERED) {
            all.sort(Comparator.comparing(Line::at));
        }
        int start = cursor.map(c -> Integer.parseInt(c.value())).orElse(0);
        int end = Math.min(all.size(), start + limit);
        List<Revocation> shown =
                all.subList(start, end).stream().map(Line::revocation).toList();
        while (defect == Defect.LOG_PAGES_BY_TIME_ALONE
                && end > 0
                && end < all.size()
                && all.get(end).at().equals(all.get(end - 1).at())) {
            end++;
        }
        return new Page<>(shown, end == all.size() ? Optional.empty() : Optional.of(new Cursor(Integer.toString(end))));
    }

    @Override
    public synchronized int sweep(Instant now, int limit) {
        List<Line> old = lines.stream()
                .filter(line -> line.revocation().until().isBefore(now)
                        || (defect == Defect.LOG_SWEEP_TAKES_EDGE
                                && line.revocation().until().equals(now)))
                .limit(limit)
                .toList();
        lines.removeAll(old);
        return old.size();
    }
}
