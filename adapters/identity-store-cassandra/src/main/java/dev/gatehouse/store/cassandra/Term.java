package dev.gatehouse.store.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a row stands: for good, or until Cassandra drops it. It drops what the library's clock has seen expired for
 * 17 minutes: 15, and twice the widest clock tolerance. What ends more than 400 days ahead has no TTL, which Cassandra
 * bounds; the sweep removes it.
 */
final class Term {
    /** How long a row stays after its expiry. */
    static final Duration AFTER = Duration.ofMinutes(17);

    /** The farthest expiry that becomes a TTL. */
    static final Duration FARTHEST = Duration.ofDays(400);

    private static final long HOUR = 3_600;

    private final Instant now;
    private final Optional<Instant> expiry;
    private final boolean ends;

    private Term(Instant now, Optional<Instant> expiry, boolean ends) {
        this.now = now;
        this.expiry = expiry;
        this.ends = ends;
    }

    static Term of(Optional<Instant> expiry, Instant now) {
        boolean ends = expiry.isPresent() && expiry.get().isBefore(now.plus(FARTHEST));
        return new Term(now, expiry, ends);
    }

    /** Returns whether Cassandra drops the row by itself. */
    boolean ends() {
        return ends;
    }

    /** Returns the row's TTL in seconds; 0 if it stands. */
    int ttl() {
        return ends ? seconds(end()) : 0;
    }

    /** Returns the hour at which an index entry of the row ends, counted from 1970; 0 if it stands. */
    long hour() {
        return ends ? Math.floorDiv(end().getEpochSecond(), HOUR) + 1 : 0;
    }

    /** Returns the TTL of an entry of that hour; 0 if it stands. */
    int hourTtl() {
        return ends ? seconds(Instant.ofEpochSecond(hour() * HOUR)) : 0;
    }

    /** Returns the expiry that only a sweep sees to. */
    Optional<Instant> swept() {
        return ends ? Optional.empty() : expiry;
    }

    private Instant end() {
        return expiry.orElseThrow().plus(AFTER);
    }

    private int seconds(Instant end) {
        return Math.toIntExact(Math.max(60, Duration.between(now, end).toSeconds() + 1));
    }
}
