package dev.gatehouse.spi.store;

import dev.gatehouse.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Repeats a verb of unknown outcome, so often and so long. */
record Repeats(InstantSource clock) implements StoreInterceptor {
    private static final int MOST = 5;
    private static final Duration BUDGET = Duration.ofSeconds(60);

    /**
     * A false of a verb that chooses a winner is an answer only if the first call gave it: after an unknown outcome
     * it may also mean that the write took effect and the row has moved on since, and that cannot be told from the
     * row. A repeated delete's false stands: either way the row that it was to remove is gone.
     */
    @Override
    public <T> T call(StoreVerb verb, Supplier<T> proceed) {
        Instant end = clock.instant().plus(BUDGET);
        for (int repeat = 0; ; repeat++) {
            T answer;
            try {
                answer = proceed.get();
            } catch (StoreException unknown) {
                if (repeat == MOST || !clock.instant().isBefore(end)) {
                    throw unknown;
                }
                continue;
            }
            if (repeat > 0 && verb.choosesWinner() && Boolean.FALSE.equals(answer)) {
                throw new StoreException("the outcome of " + verb + " stays unknown: the row has moved on");
            }
            return answer;
        }
    }
}
