package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an identity flow does about a lost write (protocol rules 3 and 5): it starts again from its reads, three times
 * at most, and gives up after 60 s by its own clock.
 */
final class Tries {
    private static final int LIMIT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Tries() {}

    /**
     * Runs {@code attempt} until it answers.
     *
     * @param lost the refusal when every try was lost
     * @param attempt one try from its reads to its commit; empty when it lost a write
     */
    static <T> Outcome<T> run(IdentityContext context, ErrorCode lost, Supplier<Optional<Outcome<T>>> attempt) {
        Instant end = context.now().plus(PATIENCE);
        for (int tries = 0; tries < LIMIT && context.now().isBefore(end); tries++) {
            Optional<Outcome<T>> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return Outcome.refused(lost);
    }
}
