package dev.gatehouse.credentials.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class IdentityPoolsTest {
    private static final SecureRandom RANDOM = new UnsafeSeededRandom(21);
    private static final PoolId DIRECTORY = new PoolId("identity-pools");
    private static final String USERS = "login.example/local_users";

    private final FakeClock clock = new FakeClock();
    private final Stores engine = new InMemoryStores();
    private final IdentityPools pools = node(engine, clock);

    private static IdentityPools node(Stores stores, FakeClock clock) {
        ProviderSource source = new ProviderSource() {
            @Override
            public Optional<LoginProvider> userPool(UserPoolLogin login) {
                return login.provider().equals(USERS)
                        ? Optional.of(accepting(USERS)
                                .withLiveCheck(user -> !login.serverSideTokenCheck()
                                        || !user.subject().equals("signed-out")))
                        : Optional.empty();
            }

            @Override
            public Optional<LoginProvider> provider(String name, String application) {
                return application.isEmpty() ? Optional.empty() : Optional.of(accepting(name));
            }
        };
        return IdentityPools.builder()
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(RANDOM)
                .region("eu-west-1")
                .providers(source)
                .opener(settings -> IdentityPool.builder(
                                settings.tokenAlgorithm(SigningAlgorithm.ES256).build())
                        .stores(stores)
                        .masterKeys(new FixedMasterKeys().load())
                        .vendor(request -> {
                            throw new AssertionError("nothing is vended here");
                        })
                        .clock(clock)
                        .random(RANDOM)
                        .build())
                .build();
    }

    private static LoginProvider accepting(String name) {
        return LoginProvider.of(
                name,
                subject ->
                        Outcome.success(ExternalIdentity.builder(name, subject).build()));
    }

    private static void named(IdentityPoolDefinition.Builder pool) {
        pool.name("Photos").userPool(new UserPoolLogin(USERS, "web", false));
    }

    private IdentityPoolDefinition created() {
        return pools.create(IdentityPoolsTest::named).orElseThrow();
    }

    private static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal()
                .orElseThrow(() -> new AssertionError("was not refused"))
                .code();
    }

    private static String rule(Outcome<?> outcome) {
        return outcome.asRefusal()
                .orElseThrow(() -> new AssertionError("was not refused"))
                .rules()
                .get(0);
    }

    @Test
    void aPoolIsUsedAsSoonAsItIsMade() {
        IdentityPoolDefinition made = created();

        assertThat(made.id().value())
                .matches("eu-west-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(pools.describe(made.id()).orElseThrow()).isEqualTo(made);
        IdentityPool pool = pools.pool(made.id()).orElseThrow();
        IdentityId alice = pool.getId(Map.of(USERS, "alice")).orElseThrow();
        assertThat(alice.value()).startsWith("eu-west-1:");
        assertThat(code(pool.getId(Map.of()))).as("guests are off").isEqualTo(ErrorCode.NOT_AUTHORIZED);
    }

    @Test
    void anUpdateChangesWhatItNamesAndLeavesTheRest() {
        IdentityPoolDefinition made = pools.create(pool -> pool.name("Photos")
                        .userPool(new UserPoolLogin(USERS, "web", true))
                        .providers(Map.of("accounts.example", "app-1"))
                        .developerProvider("login.photos")
                        .authenticatedRole(new RoleName("Users"))
                        .unauthenticatedRole(new RoleName("Guests"))
                        .guestLife(Duration.ofDays(7))
                        .sessionDuration(Duration.ofMinutes(20))
                        .allowClassicFlow(true)
                        .tags(Map.of("stage", "test")))
                .orElseThrow();
        clock.advance(Duration.ofMinutes(1));

        IdentityPoolDefinition next =
                pools.update(made.id(), pool -> pool.allowGuests(true)).orElseThrow();

        assertThat(next.allowGuests()).isTrue();
        assertThat(next.modifiedAt()).isEqualTo(made.createdAt().plus(Duration.ofMinutes(1)));
        assertThat(next.createdAt()).isEqualTo(made.createdAt());
        assertThat(next.userPools()).containsExactly(new UserPoolLogin(USERS, "web", true));
        assertThat(next.providers()).containsExactly(Map.entry("accounts.example", "app-1"));
        assertThat(next.developerProvider()).contains("login.photos");
        assertThat(next.authenticatedRole()).contains(new RoleName("Users"));
        assertThat(next.unauthenticatedRole()).contains(new RoleName("Guests"));
        assertThat(next.guestLife()).isEqualTo(Duration.ofDays(7));
        assertThat(next.sessionDuration()).isEqualTo(Duration.ofMinutes(20));
        assertThat(next.tags()).containsExactly(Map.entry("stage", "test"));
        assertThat(pools.describe(made.id()).orElseThrow()).isEqualTo(next);
        IdentityPool opened = pools.pool(made.id()).orElseThrow();
        assertThat(opened.settings().allowClassicFlow()).isTrue();
        assertThat(opened.getId(Map.of("accounts.example", "x")).asRefusal()).isEmpty();
        assertThat(rule(opened.getId(Map.of(USERS, "signed-out")))).isEqualTo("login.not-live");
    }

    @Test
    void anUpdateKeepsMembersOfANewerVersion() {
        IdentityPoolDefinition made = created();
        SettingKey key = new SettingKey(DIRECTORY, "identity-pool", made.id().value());
        Versioned<Setting> row = engine.settings().find(key).orElseThrow();
        Setting newer = row.value().toBuilder()
                .body(row.value().body().replaceFirst("\\{", "{\"aNewer\":{\"rules\":[1,2]},"))
                .build();
        assertThat(engine.settings().replace(key, row.version(), newer, WriteId.random(RANDOM)))
                .isTrue();

        pools.update(made.id(), pool -> pool.name("Other")).orElseThrow();

        assertThat(engine.settings().find(key).orElseThrow().value().body())
                .contains("\"aNewer\":{\"rules\":[1,2]}", "\"name\":\"Other\"");
    }

    @Test
    void aChangeIsSeenHereAtOnceAndElsewhereWithinTheBound() {
        IdentityPools otherNode = node(engine, clock);
        PoolId id = created().id();
        IdentityPool there = otherNode.pool(id).orElseThrow();
        pools.pool(id).orElseThrow();

        pools.update(id, pool -> pool.allowGuests(true)).orElseThrow();

        assertThat(pools.pool(id).orElseThrow().getId(Map.of()).asRefusal()).isEmpty();
        clock.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThat(otherNode.pool(id).orElseThrow()).isSameAs(there);
        clock.advance(Duration.ofMillis(1));
        assertThat(otherNode.pool(id).orElseThrow().getId(Map.of()).asRefusal()).isEmpty();
    }

    @Test
    void aPoolThatStaysAsItIsIsReadOnceInABoundAndOpenedOnce() {
        PoolId id = created().id();
        CountingStores counting = CountingStores.around(engine);
        IdentityPools counted = node(counting.stores(), clock);
        IdentityPool first = counted.pool(id).orElseThrow();
        counting.take();
        for (int n = 0; n < 10; n++) {
            assertThat(counted.pool(id).orElseThrow()).isSameAs(first);
        }
        assertThat(counting.take()).isEmpty();
        clock.advance(Duration.ofSeconds(5));

        assertThat(counted.pool(id).orElseThrow()).isSameAs(first);
        assertThat(counting.take()).containsOnly(Map.entry("settings.find", 1));
    }

    @Test
    void aDeletedPoolIsGoneWithAllThatItHeld() {
        PoolId id = created().id();
        PoolId kept = created().id();
        IdentityPool pool = pools.pool(id).orElseThrow();
        for (int n = 0; n < 3; n++) {
            pool.getId(Map.of(USERS, "user-" + n)).orElseThrow();
        }
        pool.tokens().jwks();
        IdentityId elsewhere =
                pools.pool(kept).orElseThrow().getId(Map.of(USERS, "user-0")).orElseThrow();

        pools.delete(id).orElseThrow();
        pools.delete(id).orElseThrow();

        assertThat(code(pools.describe(id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(pools.pool(id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(pools.update(id, any -> {}))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(engine.identities().page(id, Optional.empty(), 10).items()).isEmpty();
        assertThat(engine.logins().page(id, Optional.empty(), 10).items()).isEmpty();
        assertThat(engine.signingKeys().page(id, Optional.empty(), 10).items()).isEmpty();
        assertThat(engine.pools().page(id, Optional.empty(), 10).items()).isEmpty();
        assertThat(pools.pool(kept).orElseThrow().getId(Map.of(USERS, "user-0")).orElseThrow())
                .isEqualTo(elsewhere);
    }

    @Test
    void poolsAreListedPageByPage() {
        List<PoolId> made = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            made.add(created().id());
        }
        List<PoolId> listed = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<IdentityPoolDefinition> page = pools.list(3, cursor).orElseThrow();
            page.items().forEach(item -> listed.add(item.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
        assertThat(rule(pools.list(61, Optional.empty()))).isEqualTo("page.limit");
        assertThat(rule(pools.list(1, Optional.of(new Cursor("AAAA"))))).isEqualTo("page.token");
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatNoPoolCouldOpenWith() {
        Map<String, Consumer<IdentityPoolDefinition.Builder>> bad = Map.ofEntries(
                Map.entry("pool.name 1", pool -> pool.name("")),
                Map.entry("pool.name 2", pool -> pool.name("a<b>")),
                Map.entry("pool.name 3", pool -> pool.name("x".repeat(129))),
                Map.entry("pool.developer-provider", pool -> pool.developerProvider("a b")),
                Map.entry("pool.providers 1", pool -> pool.providers(Map.of(USERS, "x"))),
                Map.entry("pool.providers 2", pool -> pool.providers(Map.of("cognito-identity.amazonaws.com", "x"))),
                Map.entry("pool.providers 3", pool -> pool.providers(Map.of("x".repeat(129), "x"))),
                Map.entry("pool.provider-unknown 1", pool -> pool.providers(Map.of("accounts.example", ""))),
                Map.entry(
                        "pool.provider-unknown 2",
                        pool -> pool.userPool(new UserPoolLogin("login.example/unknown", "web", false))),
                Map.entry("pool.tags", pool -> pool.tags(Map.of("a", "x".repeat(257)))),
                Map.entry("pool.session-duration", pool -> pool.sessionDuration(Duration.ofHours(2))),
                Map.entry("pool.guest-life", pool -> pool.guestLife(Duration.ZERO)));
        PoolId standing = created().id();
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String expected = entry.getKey().split(" ", -1)[0];
                    assertThat(rule(pools.create(pool -> {
                                named(pool);
                                entry.getValue().accept(pool);
                            })))
                            .isEqualTo(expected);
                    assertThat(rule(pools.update(standing, entry.getValue()))).isEqualTo(expected);
                    assertThat(pools.describe(standing).orElseThrow().name()).isEqualTo("Photos");
                }));
    }

    @Test
    void aDeveloperProviderOnceSetCannotBeRenamed() {
        PoolId id = created().id();
        pools.update(id, pool -> pool.developerProvider("login.photos")).orElseThrow();

        assertThat(rule(pools.update(id, pool -> pool.developerProvider("login.other"))))
                .isEqualTo("pool.developer-provider");
    }

    @Test
    void concurrentUpdatesOfDifferentMembersAllCount() {
        for (int round = 0; round < 50; round++) {
            PoolId id = created().id();
            int winners = Race.of(
                    2,
                    n -> pools.update(id, n == 0 ? pool -> pool.allowGuests(true) : pool -> pool.allowClassicFlow(true))
                            .asRefusal()
                            .isEmpty());
            IdentityPoolDefinition now = pools.describe(id).orElseThrow();

            assertThat(winners).isEqualTo(2);
            assertThat(now.allowGuests() && now.allowClassicFlow()).isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> deletingAPoolSurvivesEveryStrike() {
        return CrashHarness.of("delete identity pool", DeletionFixture::new).everyWrite();
    }

    /** A pool with rows of every kind; afterwards a repeat leaves nothing. */
    private static final class DeletionFixture implements CrashFixture {
        private final FakeClock clock = new FakeClock();
        private final Stores engine = new InMemoryStores();
        private final IdentityPools pools = node(engine, clock);
        private final PoolId id =
                pools.create(IdentityPoolsTest::named).orElseThrow().id();

        DeletionFixture() {
            pools.pool(id).orElseThrow().getId(Map.of(USERS, "a")).orElseThrow();
            pools.pool(id).orElseThrow().tokens().jwks();
        }

        @Override
        public Stores stores() {
            return engine;
        }

        @Override
        public void flow(Stores faulty) {
            node(faulty, clock).delete(id).orElseThrow();
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            pools.delete(id).orElseThrow();
        }

        @Override
        public void check(Strike strike) {
            pools.delete(id).orElseThrow();
            assertThat(code(pools.pool(id))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(engine.identities().page(id, Optional.empty(), 10).items())
                    .isEmpty();
            assertThat(engine.logins().page(id, Optional.empty(), 10).items()).isEmpty();
            assertThat(engine.signingKeys().page(id, Optional.empty(), 10).items())
                    .isEmpty();
            assertThat(engine.pools().page(id, Optional.empty(), 10).items()).isEmpty();
        }
    }

    @Test
    void a_pool_is_found_by_its_identities_on_every_node() {
        PoolId id = pools.create(pool -> pool.name("guests").allowGuests(true))
                .orElseThrow()
                .id();
        IdentityId guest = pools.pool(id).orElseThrow().getId(Map.of()).orElseThrow();

        IdentityPools other = node(engine, clock);
        assertThat(pools.poolOf(guest).orElseThrow().settings().id()).isEqualTo(id);
        assertThat(other.poolOf(guest).orElseThrow().settings().id()).isEqualTo(id);
        pools.delete(id).orElseThrow();
        clock.advance(Duration.ofSeconds(5));
        assertThat(other.poolOf(guest).asRefusal().orElseThrow().code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
