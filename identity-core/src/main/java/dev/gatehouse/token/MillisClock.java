package dev.gatehouse.token;

import java.time.Instant;
import java.time.InstantSource;

/** A clock read in milliseconds, that makes no new object while the millisecond lasts. Thread-safe. */
final class MillisClock {
    private final InstantSource source;
    // Of two written at once either serves: an Instant is immutable, and checked against the time before it is used.
    private Instant last = Instant.EPOCH;

    MillisClock(InstantSource source) {
        this.source = source;
    }

    Instant now() {
        long millis = source.millis();
        Instant known = last;
        if (known.toEpochMilli() == millis) {
            return known;
        }
        Instant read = Instant.ofEpochMilli(millis);
        last = read;
        return read;
    }
}
