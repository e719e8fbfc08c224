package dev.gatehouse.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void admitsItsLimitThenBlocksUntilTheWindowEnds() {
        RateLimit limit = RateLimit.of(2, Duration.ofMinutes(1));
        AttemptState one = admitted(limit.judge(Optional.empty(), START));
        AttemptState two = admitted(limit.judge(Optional.of(one), START.plusSeconds(30)));

        assertThat(limit.judge(Optional.of(two), START.plusSeconds(59)))
                .isEqualTo(new Throttle.Verdict.Blocked(START.plusSeconds(60)));
        assertThat(admitted(limit.judge(Optional.of(two), START.plusSeconds(60))))
                .isEqualTo(new AttemptState(1, START.plusSeconds(60), START.plusSeconds(120)));
    }

    @Test
    void refusesLimitsThatLimitNothingOrEverything() {
        for (Duration window : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
            assertThatThrownBy(() -> RateLimit.of(1, window)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> RateLimit.of(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(RateLimit.of(10, Duration.ofSeconds(1)).dividedBy(16).limit())
                .isEqualTo(1);
    }

    @Property
    void neverAdmitsMoreThanTwiceItsLimitInOneWindow(
            @ForAll @IntRange(min = 1, max = 5) int most,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 20) Integer> gaps) {
        RateLimit limit = RateLimit.of(most, Duration.ofSeconds(30));
        Optional<AttemptState> state = Optional.empty();
        Deque<Instant> passed = new ArrayDeque<>();
        Instant now = START;
        for (int gap : gaps) {
            now = now.plusSeconds(gap);
            if (limit.judge(state, now) instanceof Throttle.Verdict.Admit admit) {
                state = Optional.of(admit.next());
                passed.add(now);
            }
            while (!passed.isEmpty() && !passed.peek().isAfter(now.minusSeconds(30))) {
                passed.poll();
            }
            assertThat(passed).hasSizeLessThanOrEqualTo(2 * most);
        }
    }

    private static AttemptState admitted(Throttle.Verdict verdict) {
        return ((Throttle.Verdict.Admit) verdict).next();
    }
}
