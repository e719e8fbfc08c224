package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.IdentityBench.DEVELOPER;
import static dev.gatehouse.credentials.pool.IdentityBench.FOUR;
import static dev.gatehouse.credentials.pool.IdentityBench.ONE;
import static dev.gatehouse.credentials.pool.IdentityBench.THREE;
import static dev.gatehouse.credentials.pool.IdentityBench.TWO;
import static dev.gatehouse.credentials.pool.IdentityBench.logins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flows on one identity at the same moment, in rounds. */
class IdentityRaceTest {
    private static final int ROUNDS = 150;

    private final IdentityBench bench = new IdentityBench(new InMemoryStores());
    private final IdentityPool pool = bench.pool;

    @AfterEach
    void whatAlwaysHolds() {
        bench.invariants();
    }

    private static boolean won(Outcome<?> outcome) {
        return outcome.asRefusal().isEmpty();
    }

    @Test
    void oneGuestIsClaimedByOneOfEightUsers() {
        for (int round = 0; round < ROUNDS; round++) {
            IdentityId guest = bench.guest();
            String suffix = "-" + round;

            int winners = Race.of(8, n -> won(pool.openIdToken(guest, logins(n % 2 == 0 ? ONE : TWO, n + suffix))));

            assertThat(winners).as("round %d", round).isEqualTo(1);
            assertThat(bench.row(guest).logins()).hasSize(1);
        }
    }

    @Test
    void twoLinkersOfOneLoginNeverBothHaveIt() {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "u" + round;
            IdentityId one = bench.id(ONE, user);
            IdentityId two = bench.id(TWO, user);
            List<IdentityId> answers = Collections.synchronizedList(new ArrayList<>());

            Race.of(
                    2,
                    n -> won(pool.openIdToken(
                                    n == 0 ? one : two,
                                    n == 0 ? logins(ONE, user, THREE, user) : logins(TWO, user, THREE, user))
                            .map(token -> answers.add(token.identity()))));

            IdentityId now = bench.finds(THREE, user).orElseThrow();
            assertThat(now).isIn(one, two);
            assertThat(answers).as("round %d", round).isNotEmpty();
            bench.invariants();
        }
    }

    @Test
    void oppositeMergesLeaveOneIdentityOrBoth() {
        int merged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String ann = "ann" + round;
            String bob = "bob" + round;
            bench.developer(ann);
            bench.developer(bob);

            int winners = Race.of(
                    2,
                    n -> won(
                            n == 0
                                    ? pool.developers().merge(ann, bob)
                                    : pool.developers().merge(bob, ann)));

            boolean same = bench.finds(DEVELOPER, ann).equals(bench.finds(DEVELOPER, bob));
            assertThat(same).as("round %d, %d winners", round, winners).isEqualTo(winners > 0);
            merged += winners > 0 ? 1 : 0;
            pool.developers().merge(ann, bob).orElseThrow();
            assertThat(bench.finds(DEVELOPER, ann)).isPresent().isEqualTo(bench.finds(DEVELOPER, bob));
        }
        assertThat(merged).isPositive();
    }

    @Test
    void manyWhoMergeTheSameIdentitiesLoseNoLogin() {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "x" + round;
            IdentityId one = bench.id(ONE, user, THREE, user);
            IdentityId two = bench.id(TWO, user, FOUR, user);

            Race.of(8, () -> won(pool.getId(logins(ONE, user, TWO, user))));

            IdentityId now = bench.id(ONE, user, TWO, user);
            assertThat(now).isIn(one, two);
            for (String provider : List.of(ONE, TWO, THREE, FOUR)) {
                assertThat(bench.finds(provider, user))
                        .as("round %d, %s", round, provider)
                        .contains(now);
            }
        }
    }

    @Test
    void aLoginThatIsLinkedAndUnlinkedAtOnceIsOneOfBoth() {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "v" + round;
            IdentityId id = bench.id(ONE, user, TWO, user);

            Race.of(
                    2,
                    n -> won(
                            n == 0
                                    ? pool.unlink(id, logins(ONE, user), Set.of(TWO))
                                    : pool.openIdToken(id, logins(ONE, user, TWO, user))));

            assertThat(bench.finds(TWO, user).map(id::equals).orElse(true)).isTrue();
            pool.unlink(id, logins(ONE, user), Set.of(TWO)).orElseThrow();
            assertThat(bench.finds(TWO, user)).isEmpty();
        }
    }

    @Test
    void aMergeAndADeletionAtOnceLeaveNoLoginAtADeletedIdentity() {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "w" + round;
            IdentityId one = bench.id(ONE, user);
            IdentityId two = bench.id(TWO, user);

            Race.of(
                    2,
                    n -> won(
                            n == 0
                                    ? pool.getId(logins(ONE, user, TWO, user))
                                    : pool.identities().delete(List.of(one))));

            pool.identities().delete(List.of(one)).orElseThrow();
            assertThat(bench.row(one).state()).isEqualTo(Identity.State.DELETED);
            assertThat(bench.row(one).logins()).isEmpty();
            IdentityId now = bench.id(ONE, user, TWO, user);
            assertThat(now).as("round %d", round).isNotEqualTo(one);
            assertThat(bench.id(TWO, user)).isEqualTo(now);
            assertThat(two).isNotNull();
        }
    }
}
