package dev.gatehouse.spi.store;

import dev.gatehouse.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How often and how long a verb of unknown outcome is repeated. */
final class Repeats {
    private static final int MOST = 5;
    private static final Duration BUDGET = Duration.ofSeconds(60);

    private final InstantSource clock;

    Repeats(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the answer of a verb whose repeat answers as the first call would have. */
    <T> T read(Supplier<T> verb) {
        Instant end = clock.instant().plus(BUDGET);
        for (int repeat = 0; ; repeat++) {
            try {
                return verb.get();
            } catch (StoreException unknown) {
                if (repeat == MOST || !clock.instant().isBefore(end)) {
                    throw unknown;
                }
            }
        }
    }

    /**
     * Returns the answer of a conditional write. A false is an answer only if the first call gave it: after an
     * unknown outcome it may also mean that the write took effect and the row has moved on since, and that cannot be
     * told from the row.
     */
    boolean write(BooleanSupplier verb) {
        boolean[] called = {false};
        boolean[] repeated = {false};
        boolean answer = read(() -> {
            repeated[0] = called[0];
            called[0] = true;
            return verb.getAsBoolean();
        });
        if (!answer && repeated[0]) {
            throw new StoreException("the outcome of a write stays unknown: the row has moved on");
        }
        return answer;
    }
}
