package dev.gatehouse.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pauses that take no time but count. */
final class FastPace implements Pace {
    private final List<Duration> pauses = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        now += duration.toNanos();
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
