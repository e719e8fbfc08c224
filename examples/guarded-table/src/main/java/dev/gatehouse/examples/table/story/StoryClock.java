package dev.gatehouse.examples.table.story;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, which the story can move ahead to show how things expire. Thread-safe. */
public final class StoryClock implements InstantSource {
    private final InstantSource machine = InstantSource.system();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    /** Moves ahead. */
    public void advance(Duration duration) {
        ahead.accumulateAndGet(duration, Duration::plus);
    }

    /** Goes back to the machine's time. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }
}
