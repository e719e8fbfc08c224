package dev.gatehouse.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowsTest {
    /** Stands still: what is asked now and then, of revocations and roles, is asked in the first round alone. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    @Test
    void theTablesHaveEveryFlowOnEveryEngine() throws IOException, SQLException {
        String tables = Flows.measure(List.of("memory", "sqlite"), 3, 1, 2, CLOCK);
        for (Flow flow : Flow.values()) {
            assertThat(tables)
                    .containsPattern("\\| \\Q" + flow.title() + "\\E \\| [1-9]\\d* \\| [1-9]\\d* \\|\n")
                    .containsPattern(
                            "\\| \\Q" + flow.title() + "\\E \\| [\\d,]+ / [\\d,]+ \\| [\\d,]+ / [\\d,]+ \\|\n");
        }
        assertThat(tables)
                .contains("| flow | memory | sqlite |", "| memory | - | - | - |")
                .containsPattern("\\| sqlite \\| [\\d,]+ \\| [\\d,]+ \\| 0 \\|\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sqlite"})
    void everyVisitAsksTheSameVerbs(String engine) throws IOException, SQLException {
        try (Ground ground = new Ground(engine, CLOCK)) {
            ground.round(1, false);
            ground.round(4, true);
            List<Double> first = verbs(ground);
            ground.round(4, true);
            assertThat(verbs(ground)).isEqualTo(first).allMatch(count -> count > 0 && count == Math.rint(count));
        }
    }

    private static List<Double> verbs(Ground ground) {
        return Arrays.stream(Flow.values())
                .map(flow -> ground.samples(flow).verbs())
                .toList();
    }

    @Test
    void usersTakeRoomOnDiskAndNoneInMemory() throws IOException, SQLException {
        try (Ground disk = new Ground("sqlite", CLOCK);
                Ground memory = new Ground("memory", CLOCK)) {
            Growth growth = Growth.of(disk, 40).orElseThrow();
            assertThat(growth.bytesEnrolled()).isBetween(500L, 20_000L);
            assertThat(growth.bytesSettled()).isGreaterThan(growth.bytesEnrolled());
            assertThat(Growth.of(memory, 1)).isEqualTo(Optional.empty());
        }
    }
}
