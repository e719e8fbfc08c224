package dev.gatehouse.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Throttle throttle = Throttle.passwords();

    @Test
    void fiveAttemptsAreFreeAndTheSixthWaits() {
        Optional<AttemptState> state = Optional.empty();
        for (int i = 0; i < 5; i++) {
            state = Optional.of(admitted(state, START));
        }

        assertThat(throttle.judge(state, START)).isEqualTo(new Throttle.Verdict.Blocked(START.plusSeconds(1)));
    }

    @Test
    void theWaitDoublesUpToFifteenMinutes() {
        Optional<AttemptState> state = Optional.empty();
        Instant now = START;
        long[] waits = {0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900};
        for (long wait : waits) {
            state = Optional.of(admitted(state, now));
            Instant until = now.plusSeconds(wait);
            if (wait > 0) {
                assertThat(throttle.judge(state, until.minusMillis(1))).isEqualTo(new Throttle.Verdict.Blocked(until));
            }
            now = until;
        }
    }

    @Test
    void aQuietQuarterOfAnHourForgetsEverything() {
        Optional<AttemptState> state = Optional.empty();
        for (int i = 0; i < 5; i++) {
            state = Optional.of(admitted(state, START));
        }
        Instant quiet = START.plusSeconds(1).plus(Duration.ofMinutes(15));

        assertThat(admitted(state, quiet.minusMillis(1)).attempts()).isEqualTo(6);
        assertThat(admitted(state, quiet).attempts()).isEqualTo(1);
    }

    @Property(tries = 500)
    void neverAdmitsMoreThanTheScheduleInAnyHour(@ForAll @IntRange(min = 1, max = 5_000) int stepMillis) {
        Optional<AttemptState> state = Optional.empty();
        int admitted = 0;
        for (Instant now = START;
                now.isBefore(START.plus(Duration.ofHours(1)));
                now = now.plusMillis(stepMillis * 100L)) {
            if (throttle.judge(state, now) instanceof Throttle.Verdict.Admit admit) {
                state = Optional.of(admit.next());
                admitted++;
            }
        }
        assertThat(admitted).isBetween(5, 5 + 10 + 3);
    }

    private AttemptState admitted(Optional<AttemptState> state, Instant now) {
        Throttle.Verdict verdict = throttle.judge(state, now);
        assertThat(verdict).isInstanceOf(Throttle.Verdict.Admit.class);
        return ((Throttle.Verdict.Admit) verdict).next();
    }
}
