package dev.gatehouse.endurance.faulty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.endurance.flow.Flow;
import dev.gatehouse.store.memory.InMemoryStores;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeded runs are only worth something if they notice what is broken: each defect, within 200 seeds of one flow. */
class MutationsTest {
    private static final long SEEDS = 200;

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aDefectIsNoticedWithin200Seeds(Mutation mutation) {
        Flow flow = Flow.all().stream()
                .filter(each -> each.name().equals(mutation.flow))
                .findFirst()
                .orElseThrow();

        List<Long> noticed = LongStream.range(0, SEEDS)
                .filter(seed -> notices(flow, seed, mutation))
                .limit(1)
                .boxed()
                .toList();

        assertThat(noticed).as("the first seed that notices " + mutation).isNotEmpty();
        assertThat(new SeededRun(flow, noticed.get(0)).on(new InMemoryStores()))
                .as("the same run without the defect")
                .isNotEmpty();
    }

    private static boolean notices(Flow flow, long seed, Mutation mutation) {
        SeededRun run = new SeededRun(flow, seed);
        Throwable thrown = catchThrowable(() -> run.on(new InMemoryStores(), mutation::of));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(AssertionError.class).hasMessageContaining("-Dgatehouse.seed=" + seed);
        }
        return thrown != null;
    }
}
