package dev.gatehouse.endurance.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.endurance.flow.Contest;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.testkit.Race;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** DESIGN §8: no two winners, through the flows, on one engine. Each contest runs all rounds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FlowRaces {
    private static final int THREADS = 8;

    private final Engine.Open engine;
    private final int rounds;

    FlowRaces(Engine engine, int rounds) {
        this.engine = engine.open();
        this.rounds = rounds;
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicTest> eightCallersInEveryRound() {
        return Contest.all(engine).stream()
                .map(contest -> DynamicTest.dynamicTest(contest.getClass().getSimpleName(), () -> race(contest)));
    }

    private void race(Contest contest) {
        int without = 0;
        for (int round = 0; round < rounds; round++) {
            contest.prepare(round);
            int winners = Race.of(THREADS, runner -> House.won(contest.attempt(contest.house(), runner)));
            contest.verify(winners);
            // All may lose the race to be counted, which costs a guess and not the code.
            without += winners == 0 ? 1 : 0;
            tidy(contest.house(), round);
        }
        assertThat(without).as("rounds without a winner").isLessThan(rounds / 2);
    }

    /** Lets old sign-ins expire, so that the last round costs what the first did. */
    private void tidy(House house, int round) {
        if (round % 100 == 99) {
            house.later(Duration.ofDays(40));
            house.pool.maintenance().run(1_000);
        }
    }
}
