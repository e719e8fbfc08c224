package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.IdentityBench.FOUR;
import static dev.gatehouse.credentials.pool.IdentityBench.ONE;
import static dev.gatehouse.credentials.pool.IdentityBench.THREE;
import static dev.gatehouse.credentials.pool.IdentityBench.TWO;
import static dev.gatehouse.credentials.pool.IdentityBench.logins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.CrashMode;
import dev.gatehouse.testkit.CrashingStores;
import dev.gatehouse.testkit.ProcessHalted;
import dev.gatehouse.testkit.Strike;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The protocols "link", "unlink", "merge" and "delete identity", struck at every write, with and without a rival. */
class IdentityCrashTest {
    @FunctionalInterface
    private interface Act {
        Outcome<?> on(World world, IdentityPool node);
    }

    @FunctionalInterface
    private interface Check {
        void on(World world, Strike strike);
    }

    /** A user with an older identity by ONE and FOUR, a younger one by TWO, a guest between, and two of the developer's users. */
    private static final class World implements CrashFixture {
        final IdentityBench bench = new IdentityBench(new InMemoryStores());
        final IdentityId one = bench.id(ONE, "a", FOUR, "d");
        final IdentityId guest;
        final IdentityId two;
        private final Act flow;
        private final Act rival;
        private final Check check;

        @Nullable
        Outcome<?> answer;

        @Nullable
        Outcome<?> rivals;

        World(Act flow, Act rival, Check check) {
            bench.clock.advance(Duration.ofSeconds(1));
            this.guest = bench.guest();
            bench.clock.advance(Duration.ofSeconds(1));
            this.two = bench.id(TWO, "b");
            bench.developer("ann");
            bench.developer("bob");
            this.flow = flow;
            this.rival = rival;
            this.check = check;
        }

        @Override
        public Stores stores() {
            return bench.engine;
        }

        @Override
        public void flow(Stores faulty) {
            answer = flow.on(this, bench.node(faulty));
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            rivals = rival.on(this, bench.pool);
        }

        boolean acknowledged() {
            return answer != null && answer.asRefusal().isEmpty();
        }

        boolean rivalAcknowledged() {
            return rivals != null && rivals.asRefusal().isEmpty();
        }

        @Override
        public void check(Strike strike) {
            bench.invariants();
            check.on(this, strike);
            bench.pool.identities().enable(one);
            // Whoever comes next finishes what was left, and can still do everything.
            for (Map<String, String> login :
                    List.of(logins(ONE, "a"), logins(TWO, "b"), logins(THREE, "c"), logins(FOUR, "d"))) {
                bench.pool.getId(login).orElseThrow();
            }
            bench.pool.openIdToken(guest, Map.of());
            bench.developer("ann");
            bench.developer("bob");
            bench.settled();
        }
    }

    private static Stream<DynamicTest> struck(String name, Act flow, Act rival, Check check) {
        return CrashHarness.of(name, () -> new World(flow, rival, check)).everyWrite();
    }

    private static Outcome<?> link(World world, IdentityPool node) {
        return node.openIdToken(world.one, logins(ONE, "a", THREE, "c"));
    }

    private static Outcome<?> upgrade(World world, IdentityPool node) {
        return node.openIdToken(world.guest, logins(THREE, "c"));
    }

    private static Outcome<?> upgradeByAnother(World world, IdentityPool node) {
        return node.openIdToken(world.guest, logins(TWO, "stranger"));
    }

    private static Outcome<?> mergeLogins(World world, IdentityPool node) {
        return node.getId(logins(ONE, "a", TWO, "b"));
    }

    private static Outcome<?> mergeGuest(World world, IdentityPool node) {
        return node.openIdToken(world.guest, logins(TWO, "b"));
    }

    private static Outcome<?> unlinkOne(World world, IdentityPool node) {
        return node.unlink(world.one, logins(ONE, "a"), Set.of(ONE));
    }

    private static Outcome<?> delete(IdentityPool node, IdentityId id) {
        return node.identities()
                .delete(List.of(id))
                .then(left -> left.isEmpty()
                        ? Outcome.done()
                        : Outcome.refused(left.get(0).code()));
    }

    private static void linked(World world, Strike strike) {
        if (world.acknowledged()) {
            assertThat(world.bench.finds(THREE, "c")).contains(world.one);
        }
        assertThat(world.bench.finds(ONE, "a")).contains(world.one);
    }

    @TestFactory
    Stream<DynamicTest> linkingALoginThatSomebodyElseSignsInWith() {
        return struck(
                "link against GetId",
                IdentityCrashTest::link,
                (world, node) -> node.getId(logins(THREE, "c")),
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(THREE, "c")).isEqualTo(world.bench.finds(ONE, "a"));
                    }
                    assertThat(world.bench.finds(ONE, "a")).contains(world.one);
                });
    }

    @TestFactory
    Stream<DynamicTest> linkingALoginThatAnotherIdentityIsLinkedToo() {
        return struck(
                "link against link elsewhere",
                IdentityCrashTest::link,
                (world, node) -> node.openIdToken(world.two, logins(TWO, "b", THREE, "c")),
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(THREE, "c")).isEqualTo(world.bench.finds(ONE, "a"));
                    }
                    if (world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(THREE, "c")).isPresent().isEqualTo(world.bench.finds(TWO, "b"));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> linkingWhileAnotherNodeLinksTheSame() {
        return struck("link against link", IdentityCrashTest::link, IdentityCrashTest::link, IdentityCrashTest::linked);
    }

    @TestFactory
    Stream<DynamicTest> linkingWhileTheIdentityLosesItsOnlyProof() {
        return struck("link against unlink", IdentityCrashTest::link, IdentityCrashTest::unlinkOne, (world, strike) -> {
            if (world.rivalAcknowledged()) {
                assertThat(world.bench.finds(ONE, "a")).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aGuestSigningInWhileAStrangerWithItsIdDoes() {
        return struck(
                "guest against stranger",
                IdentityCrashTest::upgrade,
                IdentityCrashTest::upgradeByAnother,
                (world, strike) -> {
                    boolean mine = world.bench
                            .finds(THREE, "c")
                            .filter(world.guest::equals)
                            .isPresent();
                    boolean theirs = world.bench
                            .finds(TWO, "stranger")
                            .filter(world.guest::equals)
                            .isPresent();
                    assertThat(mine && theirs).as("one guest, two users").isFalse();
                    if (world.acknowledged()) {
                        assertThat(mine).isTrue();
                    }
                    if (world.rivalAcknowledged()) {
                        assertThat(theirs).isTrue();
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingTwoIdentitiesOnTwoNodes() {
        return struck(
                "merge against merge",
                IdentityCrashTest::mergeLogins,
                IdentityCrashTest::mergeLogins,
                (world, strike) -> {
                    if (world.acknowledged() || world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.one);
                    }
                    assertThat(world.bench.finds(ONE, "a")).contains(world.one);
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingWhileANodeThatHelpsDies() {
        return struck(
                "merge against half a merge",
                IdentityCrashTest::mergeLogins,
                (world, node) -> {
                    CrashingStores dying =
                            CrashingStores.striking(world.bench.engine, 1, CrashMode.HALT_AFTER, () -> {});
                    IdentityPool helper = world.bench.node(dying.stores());
                    Throwable end = catchThrowable(() -> mergeLogins(world, helper));
                    assertThat(end == null || end instanceof ProcessHalted).isTrue(); // null: nothing left to do
                    return Outcome.refused(ErrorCode.TOO_MANY_REQUESTS);
                },
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.one);
                    }
                    assertThat(world.bench.finds(TWO, "b")).isPresent();
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingWhileTheSourceIsLinkedToAnother() {
        return struck(
                "merge against link of the source",
                IdentityCrashTest::mergeLogins,
                (world, node) -> node.openIdToken(world.two, logins(TWO, "b", THREE, "c")),
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.one);
                    }
                    if (world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(THREE, "c")).isEqualTo(world.bench.finds(TWO, "b"));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingWhileTheDestinationGetsARivalLoginOfTheSourcesProvider() {
        return struck(
                "merge against a conflict",
                IdentityCrashTest::mergeLogins,
                (world, node) -> node.openIdToken(world.one, logins(ONE, "a", TWO, "other")),
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.one);
                    }
                    if (world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(TWO, "other")).contains(world.one);
                        assertThat(world.acknowledged()).isFalse();
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingWhileTheDestinationIsDeleted() {
        return struck(
                "merge against delete",
                IdentityCrashTest::mergeLogins,
                (world, node) -> delete(node, world.one),
                (world, strike) -> {
                    assertThat(world.rivalAcknowledged())
                            .isEqualTo(strike.mode().isPause());
                    if (world.rivalAcknowledged()) {
                        assertThat(world.bench.row(world.one).state()).isEqualTo(Identity.State.DELETED);
                        assertThat(world.bench.finds(ONE, "a")).isNotEqualTo(Optional.of(world.one));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingWhileTheSourceIsDeleted() {
        return struck(
                "merge against delete of the source",
                IdentityCrashTest::mergeLogins,
                (world, node) -> delete(node, world.two),
                (world, strike) -> {
                    delete(world.bench.pool, world.two).orElseThrow();
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.one);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingAGuestIntoAUserWhileTheGuestSignsInAsSomebodyElse() {
        return struck(
                "guest merge against sign-in",
                IdentityCrashTest::mergeGuest,
                IdentityCrashTest::upgrade,
                (world, strike) -> {
                    if (world.acknowledged() && !world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.guest);
                    }
                    if (world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(THREE, "c")).contains(world.guest);
                        assertThat(world.bench.finds(TWO, "b")).contains(world.two);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergingDevelopersUsersInBothDirections() {
        return struck(
                "explicit merge against its opposite",
                (world, node) -> node.developers().merge("ann", "bob"),
                (world, node) -> node.developers().merge("bob", "ann"),
                (world, strike) -> {
                    if (world.acknowledged() || world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(IdentityBench.DEVELOPER, "ann"))
                                .isPresent()
                                .isEqualTo(world.bench.finds(IdentityBench.DEVELOPER, "bob"));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> unlinkingWhileTheLoginIsLinkedToTheSameIdentityAgain() {
        return struck(
                "unlink against relink",
                (world, node) -> node.unlink(world.one, logins(ONE, "a"), Set.of(FOUR)),
                (world, node) -> node.openIdToken(world.one, logins(ONE, "a", FOUR, "d")),
                (world, strike) -> {
                    boolean first = strike.mode() == CrashMode.PAUSE_BEFORE && strike.write() == 1;
                    if (world.rivalAcknowledged() && !first) {
                        assertThat(world.bench.finds(FOUR, "d")).contains(world.one);
                    }
                    if (world.acknowledged() && (!world.rivalAcknowledged() || first)) {
                        assertThat(world.bench.finds(FOUR, "d")).isEmpty();
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> unlinkingWhileTheLoginIsLinkedAgain() {
        return struck(
                "unlink against link",
                (world, node) -> node.unlink(world.two, logins(TWO, "b"), Set.of(TWO)),
                (world, node) -> node.openIdToken(world.one, logins(ONE, "a", TWO, "b")),
                (world, strike) -> {
                    if (world.rivalAcknowledged() && strike.mode() == CrashMode.PAUSE_AFTER) {
                        assertThat(world.bench.finds(TWO, "b")).contains(world.one);
                    }
                    if (world.acknowledged() && !world.rivalAcknowledged()) {
                        assertThat(world.bench.finds(TWO, "b")).isEmpty();
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> deletingWhileTheUserSignsIn() {
        return struck(
                "delete against GetId",
                (world, node) -> delete(node, world.one),
                (world, node) -> node.getId(logins(ONE, "a")),
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.finds(ONE, "a")).isNotEqualTo(Optional.of(world.one));
                        assertThat(world.bench.row(world.one).logins()).isEmpty();
                    }
                    delete(world.bench.pool, world.one).orElseThrow();
                    assertThat(world.bench.row(world.one).logins())
                            .as("a repeat cleans up")
                            .isEmpty();
                });
    }

    @TestFactory
    Stream<DynamicTest> disablingWhileALoginIsLinked() {
        return struck(
                "disable against link",
                (world, node) -> node.identities().disable(world.one),
                IdentityCrashTest::link,
                (world, strike) -> {
                    if (world.acknowledged()) {
                        assertThat(world.bench.row(world.one).state()).isEqualTo(Identity.State.DISABLED);
                        assertThat(world.bench.pool.getId(logins(ONE, "a")).asRefusal())
                                .isPresent();
                    }
                });
    }
}
