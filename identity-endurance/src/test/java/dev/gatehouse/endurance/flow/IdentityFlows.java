package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.pool.DeveloperTokenRequest;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.pool.OpenIdToken;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.ExternalIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finding, linking, merging, unlinking and deleting identities. */
final class IdentityFlows {
    private static final String ONE = "one.example";
    private static final String TWO = "two.example";
    private static final String THREE = "three.example";
    private static final Map<String, String> ANNAS = Map.of(ONE, "anna");
    private static final Map<String, String> BERTS = Map.of(TWO, "bert");
    private static final Map<String, String> BOTH = Map.of(ONE, "anna", TWO, "bert");
    private static final Map<String, String> NEW = Map.of(THREE, "new");
    private static final Map<String, String> ANNA_AND_NEW = Map.of(ONE, "anna", THREE, "new");

    private IdentityFlows() {}

    static List<Flow> all() {
        return List.of(
                flow("GetId", (w, node) -> node.getId(NEW), (w, node) -> node.getId(NEW), w -> {}),
                flow(
                        "link",
                        (w, node) -> node.openIdToken(w.anna, ANNA_AND_NEW),
                        (w, node) -> node.getId(NEW),
                        w -> w.ifTold(() -> assertThat(w.finds(NEW)).isEqualTo(w.finds(ANNAS)))),
                flow(
                        "guest signs in",
                        (w, node) -> node.openIdToken(w.guest, NEW),
                        (w, node) -> node.openIdToken(w.guest, Map.of(TWO, "stranger")),
                        w -> {
                            w.ifTold(() -> assertThat(w.finds(NEW)).isEqualTo(w.guest));
                            assertThat(w.finds(NEW)).isNotEqualTo(w.finds(Map.of(TWO, "stranger")));
                        }),
                flow(
                        "merge",
                        (w, node) -> node.getId(BOTH),
                        (w, node) -> node.getId(BOTH),
                        w -> w.ifTold(() -> assertThat(w.finds(BERTS)).isEqualTo(w.anna))),
                flow("merge while deleted", (w, node) -> node.getId(BOTH), (w, node) -> deleted(node, w.anna), w -> {
                    if (w.rivalAcknowledged()) {
                        assertThat(w.isDeleted(w.anna)).isTrue();
                    }
                }),
                flow(
                        "merge developer's users",
                        (w, node) -> node.developers().merge("dora", "emil"),
                        (w, node) -> node.developers().merge("emil", "dora"),
                        w -> w.ifTold(() -> assertThat(w.developer("dora")).isEqualTo(w.developer("emil")))),
                flow(
                        "unlink",
                        (w, node) -> node.unlink(w.anna, ANNAS, Set.of(ONE)),
                        (w, node) -> node.openIdToken(w.anna, ANNA_AND_NEW),
                        w -> w.ifTold(() -> assertThat(w.finds(ANNAS)).isNotEqualTo(w.anna))),
                flow(
                        "delete identity",
                        (w, node) -> deleted(node, w.anna),
                        (w, node) -> node.getId(ANNAS),
                        w -> w.ifTold(() -> {
                            assertThat(w.isDeleted(w.anna)).isTrue();
                            assertThat(w.finds(ANNAS)).isNotEqualTo(w.anna);
                        })));
    }

    /** Deletes one identity: what is named as unprocessed is a refusal, of which the first write may stand. */
    private static Outcome<Done> deleted(IdentityPool node, IdentityId identity) {
        return node.identities()
                .delete(List.of(identity))
                .then(left -> left.isEmpty()
                        ? Outcome.done()
                        : Outcome.refused(left.get(0).code()));
    }

    private interface Act {
        Outcome<?> on(Identities world, IdentityPool node);
    }

    private static Flow flow(String name, Act act, Act rival, Consumer<Identities> check) {
        Function<Engine.Open, World<?>> world = engine -> new Identities(engine, act, rival, check);
        return new Flow(name, world);
    }

    /** Anna's identity, a younger guest's, still younger Bert's, and those of two of the developer's users. */
    private static final class Identities extends World<Object> {
        private final PoolId id = house.engine.newPool();
        private final IdentityPool pool;
        private final Act act;
        private final Act rival;
        private final Consumer<Identities> check;
        final IdentityId anna;
        final IdentityId guest;

        Identities(Engine.Open engine, Act act, Act rival, Consumer<Identities> check) {
            super(House.of(House.emails(engine), engine));
            this.pool = open(stores());
            this.act = act;
            this.rival = rival;
            this.check = check;
            this.anna = finds(ANNAS);
            house.later(Duration.ofSeconds(1));
            this.guest = pool.getId(Map.of()).orElseThrow();
            house.later(Duration.ofSeconds(1));
            finds(BERTS);
            developer("dora");
            developer("emil");
        }

        private IdentityPool open(Stores stores) {
            IdentityPoolSettings.Builder settings = IdentityPoolSettings.builder(id)
                    .developerProvider("login.developer")
                    .allowGuests()
                    .allowClassicFlow()
                    .tokenAlgorithm(SigningAlgorithm.EDDSA);
            for (String name : List.of(ONE, TWO, THREE)) {
                settings.provider(LoginProvider.of(
                        name,
                        subject -> Outcome.success(
                                ExternalIdentity.builder(name, subject).build())));
            }
            return IdentityPool.builder(settings.build())
                    .stores(stores)
                    .masterKeys(new FixedMasterKeys().load())
                    .vendor(request -> {
                        throw new AssertionError("nothing is vended here");
                    })
                    .clock(house.engine.clock())
                    .random(house.engine.random())
                    .build();
        }

        IdentityId finds(Map<String, String> logins) {
            return pool.getId(logins).orElseThrow();
        }

        IdentityId developer(String user) {
            return pool.developers()
                    .openIdToken(DeveloperTokenRequest.builder(user).build())
                    .orElseThrow()
                    .identity();
        }

        boolean isDeleted(IdentityId identity) {
            return row(identity).state() == Identity.State.DELETED;
        }

        private Identity row(IdentityId identity) {
            return stores().identities()
                    .find(new IdentityKey(id, identity))
                    .orElseThrow()
                    .value();
        }

        void ifTold(Runnable assertion) {
            if (acknowledged()) {
                assertion.run();
            }
        }

        private record PoolNode(Identities world, IdentityPool pool) implements Node<Object> {
            @Override
            public Outcome<Object> run() {
                return world.act.on(world, pool).map(done -> done);
            }

            @Override
            public Outcome<?> compete() {
                return world.rival.on(world, pool);
            }
        }

        @Override
        Node<Object> node() {
            return new PoolNode(this, pool);
        }

        @Override
        Node<Object> nodeOn(Stores others) {
            return new PoolNode(this, open(others));
        }

        @Override
        Outcome<Object> run(House unused) {
            return node().run();
        }

        @Override
        Outcome<?> compete(House unused) {
            return node().compete();
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return true;
        }

        @Override
        void check() {
            check.accept(this);
            List<Map<String, String>> logins = List.of(ANNAS, BERTS, NEW);
            List<IdentityId> now = logins.stream().map(this::finds).toList();
            assertThat(logins.stream().map(this::finds).toList())
                    .as("one login is one identity")
                    .isEqualTo(now);
            if (now.contains(guest)) {
                assertThat(pool.openIdToken(guest, Map.of()).asRefusal())
                        .as("a guest that is a user is no guest")
                        .isPresent();
            }
            for (int n = 0; n < logins.size(); n++) {
                OpenIdToken token = pool.openIdToken(now.get(n), logins.get(n)).orElseThrow();
                assertThat(token.identity()).isEqualTo(now.get(n));
            }
            assertThat(stores().identities().page(id, Optional.empty(), 100).items())
                    .filteredOn(row -> row.value().state() == Identity.State.ACTIVE)
                    .filteredOn(row -> now.contains(row.key().identity()))
                    .allSatisfy(row -> assertThat(row.value().absorbing()).isEmpty());
        }
    }
}
