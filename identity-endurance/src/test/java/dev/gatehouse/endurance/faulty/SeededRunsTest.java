package dev.gatehouse.endurance.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.endurance.flow.Flow;
import dev.gatehouse.store.memory.InMemoryStores;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every flow that writes, with a rival or a second caller of the same, under the seeds 0 to 999: what must hold holds.
 * {@code -Dgatehouse.seeds=10000} runs more of them, {@code -Dgatehouse.seed=N} that one alone.
 */
class SeededRunsTest {
    private static final int SEEDS = Integer.getInteger("gatehouse.seeds", 1_000);

    private static LongStream seeds() {
        return Optional.ofNullable(Long.getLong("gatehouse.seed"))
                .map(LongStream::of)
                .orElseGet(() -> LongStream.range(0, SEEDS));
    }

    @TestFactory
    Stream<DynamicTest> whatMustHoldHoldsUnderEverySeed() {
        return Flow.all().stream()
                .map(flow -> DynamicTest.dynamicTest(
                        flow.name(),
                        () -> seeds().parallel()
                                .forEach(seed -> assertThat(new SeededRun(flow, seed).on(new InMemoryStores()))
                                        .isNotEmpty())));
    }

    @Test
    void theSameSeedReplaysTheSameRun() {
        for (Flow flow : Flow.all()) {
            for (long seed = 1; seed <= 5; seed++) {
                List<String> first = new SeededRun(flow, seed).on(new InMemoryStores());
                assertThat(new SeededRun(flow, seed).on(new InMemoryStores()))
                        .as(flow.name() + ", seed " + seed)
                        .isEqualTo(first);
            }
        }
    }
}
