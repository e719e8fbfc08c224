package dev.gatehouse.userpool;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 200;
    private static final Throttle LOOSE = Throttle.of(100_000, Duration.ofSeconds(1), Duration.ofHours(1));

    private static boolean won(Outcome<?> outcome) {
        return outcome.asRefusal().isEmpty();
    }

    @Test
    void oneOfEightGetsAUserName() {
        PoolBench pool = PoolBench.of(namePool().messageThrottle(LOOSE));
        for (int round = 0; round < ROUNDS; round++) {
            String name = "user" + round;
            int winners = Race.of(
                    THREADS,
                    runner -> won(pool.register(
                            runner % 2 == 0 ? name : name.toUpperCase(Locale.ROOT), "mail" + runner + "@example.org")));
            assertThat(winners).as("round " + round).isEqualTo(1);
            assertThat(pool.user(name)).isPresent();
        }
    }

    @Test
    void oneOfEightOwnsAnAddressWhenAllAreToldThatTheyRegistered() {
        PoolBench pool = PoolBench.of(emailPool().messageThrottle(LOOSE));
        for (int round = 0; round < ROUNDS; round++) {
            String email = "user" + round + "@example.org";
            int told = Race.of(THREADS, () -> won(pool.register(email)));
            assertThat(told).isPositive();
            pool.confirm(email, pool.code(email)).orElseThrow();
            assertThat(pool.user(email)).isPresent();
        }
    }

    @Test
    void oneOfEightUsesACode() {
        PoolBench pool = PoolBench.of(emailPool().codeThrottle(LOOSE).messageThrottle(LOOSE));
        for (int round = 0; round < ROUNDS; round++) {
            String email = "user" + round + "@example.org";
            pool.register(email).orElseThrow();
            String code = pool.code(email);
            AtomicInteger crowded = new AtomicInteger();
            int winners = Race.of(THREADS, () -> {
                Outcome<?> outcome = pool.confirm(email, code);
                outcome.asRefusal()
                        .map(Refusal::code)
                        .filter(ErrorCode.TOO_MANY_REQUESTS::equals)
                        .ifPresent(refused -> crowded.incrementAndGet());
                return won(outcome);
            });
            assertThat(winners).as("round " + round).isEqualTo(1);
            assertThat(crowded.get()).isLessThan(THREADS);
        }
    }

    /** Row 25: CVE-2019-5421. */
    @Test
    void cve20195421SixtyFourParallelGuessesAreNoMoreThanTheThrottleAdmits() {
        PoolBench pool = PoolBench.of(emailPool());
        pool.register("anna@example.org").orElseThrow();
        String wrong = PoolBench.wrong(pool.code("anna@example.org"));
        AtomicInteger compared = new AtomicInteger();
        Race.of(64, () -> {
            if (pool.confirm("anna@example.org", wrong)
                            .asRefusal()
                            .orElseThrow()
                            .code()
                    == ErrorCode.CODE_MISMATCH) {
                compared.incrementAndGet();
            }
            return true;
        });
        assertThat(compared.get()).isBetween(1, 5);
    }

    /** Several nodes deliver at once: every message is claimed by one. */
    @Test
    void oneNodeSendsAMessage() {
        PoolBench pool = PoolBench.of(emailPool().messageThrottle(LOOSE));
        for (int i = 0; i < 50; i++) {
            pool.register("user" + i + "@example.org").orElseThrow();
        }
        Race.of(THREADS, () -> pool.delivery.run(1_000).failed() == 0);
        assertThat(pool.sender.all()).hasSize(50);
        assertThat(pool.sender.all()).extracting(message -> message.id()).doesNotHaveDuplicates();
    }
}
