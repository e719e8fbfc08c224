package dev.gatehouse.store.cassandra;

import java.time.Instant;

/** Times as nanoseconds since 1970-01-01T00:00Z: exact from 1677 to 2262, and the nearest end of that outside. */
final class ColumnTime {
    private ColumnTime() {}

    static long of(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds >= Long.MAX_VALUE / 1_000_000_000L) {
            return Long.MAX_VALUE;
        }
        if (seconds <= Long.MIN_VALUE / 1_000_000_000L) {
            return Long.MIN_VALUE;
        }
        return seconds * 1_000_000_000L + time.getNano();
    }
}
