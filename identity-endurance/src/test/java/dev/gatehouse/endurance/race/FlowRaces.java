package dev.gatehouse.endurance.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Outcome;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** DESIGN §8: no two winners, through the flows, on one engine. Each test runs all rounds. */
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

    @Test
    void oneOfEightGetsAUserName() {
        House house = House.of(House.names(), engine);
        for (int round = 0; round < rounds; round++) {
            String name = "user" + round;
            int winners = Race.of(
                    THREADS,
                    runner -> House.won(house.register(
                            runner % 2 == 0 ? name : name.toUpperCase(Locale.ROOT), "mail" + runner + "@example.org")));
            assertThat(winners).as("winners of round " + round).isEqualTo(1);
            assertThat(house.user(name)).isPresent();
        }
    }

    @Test
    void oneOfEightUsesACode() {
        House house = House.of(House.emails(), engine);
        int unused = 0;
        for (int round = 0; round < rounds; round++) {
            String email = "user" + round + "@example.org";
            house.register(email).orElseThrow();
            String code = house.code(email);
            house.sender.clear();
            int winners = Race.of(THREADS, () -> House.won(house.confirm(email, code)));
            assertThat(winners).as("winners of round " + round).isLessThanOrEqualTo(1);
            if (winners == 0) {
                // All lost the race to be counted, which costs a guess and not the code.
                unused++;
                house.confirm(email, code).orElseThrow();
            }
            house.pool.admin().delete(email).orElseThrow();
        }
        assertThat(unused).isLessThan(rounds / 2);
    }

    @Test
    void oneOfEightRefreshesWhereNothingIsForgiven() {
        House house = House.of(House.emails(), engine);
        house.member("anna@example.org");
        for (int round = 0; round < rounds; round++) {
            TokenSet first = house.tryToSignIn(House.STRICT, "anna@example.org", House.PASSWORD)
                    .orElseThrow();
            int winners = Race.of(
                    THREADS, () -> House.won(house.pool.sessions().refresh(first.refreshToken(), House.STRICT)));
            // The reuse that the others are ends the session, perhaps before the winner is answered.
            assertThat(winners).as("winners of round " + round).isLessThanOrEqualTo(1);
            assertThat(house.pool
                            .sessions()
                            .refresh(first.refreshToken(), House.STRICT)
                            .asRefusal())
                    .isPresent();
            tidy(house, round);
        }
    }

    @Test
    void eightWhoRefreshInsideTheGraceGetOneSuccessor() {
        House house = House.of(House.emails(), engine);
        house.member("anna@example.org");
        for (int round = 0; round < rounds; round++) {
            TokenSet first = house.signIn("anna@example.org");
            Set<RefreshToken> successors = ConcurrentHashMap.newKeySet();
            Race.of(THREADS, () -> {
                Outcome<TokenSet> refreshed = house.refresh(first);
                refreshed.map(tokens -> successors.add(tokens.refreshToken()));
                return House.won(refreshed);
            });
            assertThat(successors).as("successors of round " + round).hasSize(1);
            assertThat(successors).doesNotContain(first.refreshToken());
            tidy(house, round);
        }
    }

    /** Lets old sign-ins expire, so that the last round costs what the first did. */
    private void tidy(House house, int round) {
        if (round % 100 == 99) {
            house.later(Duration.ofDays(40));
            house.pool.maintenance().run(1_000);
        }
    }
}
