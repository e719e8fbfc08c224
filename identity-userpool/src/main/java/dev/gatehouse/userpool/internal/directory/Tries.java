package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a flow does about a lost write (protocol rules 3 and 5): it starts again from its reads, three times at most,
 * and gives up after 60 s by its own clock; then {@code CONCURRENT_MODIFICATION}. The one place in this module where
 * a lost {@code replace} is repeated, besides the counters and codes, which have their own answers.
 */
public final class Tries {
    /** How many times a flow tries. */
    public static final int LIMIT = 3;

    /** How long a flow goes on. Fences stand a thousand times longer. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PoolContext context;
    private final Instant end;

    private Tries(PoolContext context) {
        this.context = context;
        this.end = context.now().plus(PATIENCE);
    }

    /** Returns whether the flow may still commit. Ask right before the write that commits. */
    public boolean inTime() {
        return context.now().isBefore(end);
    }

    /**
     * Runs {@code attempt} until it answers.
     *
     * @param attempt one try from its reads to its commit; empty when it lost a write
     */
    public static <T> Outcome<T> run(PoolContext context, Function<Tries, Optional<Outcome<T>>> attempt) {
        Tries tries = new Tries(context);
        for (int i = 0; i < LIMIT && tries.inTime(); i++) {
            Optional<Outcome<T>> answer = attempt.apply(tries);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }
}
