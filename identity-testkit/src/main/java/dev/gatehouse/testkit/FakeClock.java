package dev.gatehouse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until told to move; starts on 2026-01-01. Thread-safe. */
public final class FakeClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Makes a clock that shows 2026-01-01T00:00:00Z. */
    public FakeClock() {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Sets the time, forwards or back. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Moves the time on, or back by a negative duration. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
