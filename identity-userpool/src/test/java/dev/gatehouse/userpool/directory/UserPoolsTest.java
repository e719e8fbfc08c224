package dev.gatehouse.userpool.directory;

import static dev.gatehouse.userpool.directory.Bench.absent;
import static dev.gatehouse.userpool.directory.Bench.code;
import static dev.gatehouse.userpool.directory.Bench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.user.AttributeType;
import dev.gatehouse.user.Schema;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class UserPoolsTest {
    private static final PoolId DIRECTORY = new PoolId("user-pools");

    private final Bench bench = new Bench();
    private final UserPools pools = bench.pools;

    /** Every setting at another value than its default. */
    private static void everything(UserPoolDefinition.Builder pool) {
        Throttle throttle = Throttle.of(7, Duration.ofSeconds(70), Duration.ofSeconds(700));
        pool.name("Everything")
                .deletionProtection(true)
                .tags(Map.of("stage", "test"))
                .settings(settings -> settings.usernameKind(UsernameKind.USERNAME)
                        .aliases(Set.of(AliasKind.EMAIL, AliasKind.PREFERRED_USERNAME))
                        .schema(Schema.builder()
                                .required("name", true)
                                .mutable("gender", false)
                                .custom(AttributeDefinition.builder("custom:plan")
                                        .max(12)
                                        .build())
                                .custom(AttributeDefinition.builder("custom:age")
                                        .type(AttributeType.NUMBER)
                                        .min(-3)
                                        .max(200)
                                        .mutable(false)
                                        .developerOnly(true)
                                        .build())
                                .build())
                        .passwordPolicy(PasswordPolicy.reference().toBuilder()
                                .minLength(9)
                                .maxLength(99)
                                .historySize(5)
                                .temporaryPasswordValidity(Duration.ofDays(3))
                                .build())
                        .masking(Masking.LEGACY)
                        .selfSignUp(false)
                        .codeLife(Duration.ofMinutes(33))
                        .codeResendWindow(Duration.ofMinutes(3))
                        .unconfirmedLife(Duration.ofDays(2))
                        .passwordThrottle(throttle)
                        .codeThrottle(throttle)
                        .messageThrottle(throttle)
                        .clockTolerance(Duration.ofSeconds(7))
                        .revocationBound(Duration.ofSeconds(8))
                        .jwksMaxAge(Duration.ofMinutes(9))
                        .keyLife(Duration.ofDays(10)));
    }

    @Test
    void aPoolIsUsedAsSoonAsItIsMade() {
        PoolId id = bench.pool();
        ClientId client = bench.client(id);
        bench.user(id, "anna");

        assertThat(id.value()).matches("eu-west-1_[0-9a-zA-Z]{9}");
        assertThat(client.value()).matches("[0-9a-z]{26}");
        assertThat(bench.tokens(id, client, "anna").expiresIn()).isEqualTo(Duration.ofHours(1));
        assertThat(pools.pool(id).orElseThrow().settings().issuer())
                .isEqualTo(URI.create("https://login.example/" + id));
    }

    @Test
    void aPoolWithoutClientsHasKeysAndUsersButTakesNoToken() {
        PoolId id = bench.pool();
        bench.user(id, "anna");
        UserPool pool = pools.pool(id).orElseThrow();

        assertThat(pool.jwks()).contains("\"RS256\"");
        assertThat(pool.admin().get("anna").asRefusal()).isEmpty();
    }

    @Test
    void everySettingIsStored() {
        UserPoolDefinition made = pools.create(UserPoolsTest::everything).orElseThrow();

        UserPoolDefinition read = pools.describe(made.id()).orElseThrow();

        assertThat(read).isEqualTo(made);
        UserPoolSettings settings = read.settings();
        assertThat(settings.schema()).isEqualTo(made.settings().schema());
        assertThat(settings.schema().definitions().values().stream()
                        .filter(definition -> definition.required() || !definition.mutable())
                        .map(AttributeDefinition::name))
                .containsExactly("custom:age", "gender", "name", "sub");
        assertThat(settings.aliases()).containsExactlyInAnyOrder(AliasKind.EMAIL, AliasKind.PREFERRED_USERNAME);
        assertThat(settings.passwordPolicy().historySize()).isEqualTo(5);
        assertThat(settings.passwordPolicy().requiresSymbol()).isTrue();
        assertThat(settings.passwordPolicy().refusesCommonAndContext()).isFalse();
        assertThat(settings.passwordThrottle().free()).isEqualTo(7);
        assertThat(settings.messageThrottle().quiet()).isEqualTo(Duration.ofSeconds(700));
        assertThat(settings.masking()).isEqualTo(Masking.LEGACY);
        assertThat(settings.selfSignUp()).isFalse();
        assertThat(List.of(
                        settings.codeLife(),
                        settings.codeResendWindow(),
                        settings.unconfirmedLife(),
                        settings.clockTolerance(),
                        settings.revocationBound(),
                        settings.jwksMaxAge(),
                        settings.keyLife()))
                .containsExactly(
                        Duration.ofMinutes(33),
                        Duration.ofMinutes(3),
                        Duration.ofDays(2),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        Duration.ofMinutes(9),
                        Duration.ofDays(10));
    }

    @Test
    void aPoolOfTheReferencePresetHasItsRules() {
        UserPoolSettings settings = pools.create(pool -> pool.name("Wire").reference())
                .orElseThrow()
                .settings();

        assertThat(settings.masking()).isEqualTo(Masking.REFERENCE);
        assertThat(settings.passwordPolicy().minLength()).isEqualTo(8);
        assertThat(settings.codeLife()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void anUpdateChangesWhatItNamesAndLeavesTheRest() {
        UserPoolDefinition made = pools.create(UserPoolsTest::everything).orElseThrow();
        bench.clock.advance(Duration.ofMinutes(1));

        UserPoolDefinition next = pools.update(made.id(), pool -> pool.settings(s -> s.selfSignUp(true)))
                .orElseThrow();

        assertThat(next.modifiedAt()).isEqualTo(made.createdAt().plus(Duration.ofMinutes(1)));
        UserPoolDefinition back = pools.update(made.id(), pool -> pool.settings(s -> s.selfSignUp(false)))
                .orElseThrow();
        assertThat(DefinitionCodec.write(bench(back))).isEqualTo(DefinitionCodec.write(bench(made)));
        assertThat(next).isNotEqualTo(back);
    }

    private static UserPoolDefinition.Builder bench(UserPoolDefinition definition) {
        return new UserPoolDefinition.Builder(definition.settings())
                .name(definition.name())
                .deletionProtection(definition.deletionProtection())
                .tags(definition.tags());
    }

    @Test
    void anUpdateKeepsMembersOfANewerVersion() {
        PoolId id = bench.pool();
        ClientId client = bench.client(id);
        newer(new SettingKey(DIRECTORY, "user-pool", id.value()));
        newer(new SettingKey(id, "client", client.value()));

        pools.update(id, pool -> pool.name("Other")).orElseThrow();
        pools.updateClient(id, client, web -> web.name("other")).orElseThrow();

        assertThat(body(new SettingKey(DIRECTORY, "user-pool", id.value())))
                .contains("\"aNewer\":{\"rules\":[1,2]}", "\"name\":\"Other\"");
        assertThat(body(new SettingKey(id, "client", client.value())))
                .contains("\"aNewer\":{\"rules\":[1,2]}", "\"name\":\"other\"");
    }

    private void newer(SettingKey key) {
        Versioned<Setting> row = bench.engine.settings().find(key).orElseThrow();
        Setting next = row.value().toBuilder()
                .body(row.value().body().replaceFirst("\\{", "{\"aNewer\":{\"rules\":[1,2]},"))
                .build();
        assertThat(bench.engine.settings().replace(key, row.version(), next, WriteId.random(new SecureRandom())))
                .isTrue();
    }

    private String body(SettingKey key) {
        return bench.engine.settings().find(key).orElseThrow().value().body();
    }

    @Test
    void aChangeIsSeenHereAtOnceAndElsewhereWithinTheBound() {
        PoolId id = bench.pool();
        ClientId first = bench.client(id);
        UserPools otherNode = bench.node(bench.engine);
        UserPool there = otherNode.pool(id).orElseThrow();
        pools.pool(id).orElseThrow();

        pools.update(id, pool -> pool.settings(s -> s.selfSignUp(false))).orElseThrow();
        ClientId second = bench.client(id);
        pools.deleteClient(id, first).orElseThrow();

        assertThat(pools.pool(id).orElseThrow().settings().selfSignUp()).isFalse();
        assertThat(pools.poolOf(second).asRefusal()).isEmpty();
        absent(pools.poolOf(first));
        bench.clock.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThat(otherNode.pool(id).orElseThrow()).isSameAs(there);
        bench.clock.advance(Duration.ofMillis(1));
        UserPool now = otherNode.pool(id).orElseThrow();
        assertThat(now.settings().selfSignUp()).isFalse();
        assertThat(now.settings().clients().keySet()).containsExactly(second);
        assertThat(otherNode.poolOf(second).orElseThrow()).isSameAs(now);
        absent(otherNode.poolOf(first));
    }

    @Test
    void aPoolThatStaysAsItIsIsReadOnceInABoundAndOpenedOnceByManyCallersAtOnce() {
        PoolId id = bench.pool();
        ClientId client = bench.client(id);
        CountingStores counting = CountingStores.around(bench.engine);
        UserPools node = bench.node(counting.stores());
        bench.opened.set(0);
        assertThat(Race.of(8, n -> node.pool(id).asRefusal().isEmpty())).isEqualTo(8);
        assertThat(bench.opened).hasValue(1);
        UserPool first = node.poolOf(client).orElseThrow();
        counting.take();
        for (int n = 0; n < 10; n++) {
            assertThat(node.poolOf(client).orElseThrow()).isSameAs(first);
        }
        assertThat(counting.take()).isEmpty();
        bench.clock.advance(Duration.ofSeconds(5));

        assertThat(node.pool(id).orElseThrow()).isSameAs(first);
        assertThat(counting.take()).containsOnly(Map.entry("settings.find", 1), Map.entry("settings.ofKind", 1));
        assertThat(bench.opened).hasValue(1);
    }

    @Test
    void aDeletedPoolIsGoneWithAllThatItHeldAndItsMarkOnceNobodyHasItOpen() {
        PoolId id = bench.pool();
        ClientId client = bench.client(id);
        bench.user(id, "anna");
        bench.tokens(id, client, "anna");
        PoolId kept = bench.pool();
        ClientId keptClient = bench.client(kept);
        bench.user(kept, "anna");

        pools.delete(id).orElseThrow();
        pools.delete(id).orElseThrow();

        absent(pools.describe(id));
        absent(pools.pool(id));
        absent(pools.poolOf(client));
        absent(pools.describeClient(id, client));
        absent(pools.createClient(id, Bench::elliptic));
        absent(pools.update(id, any -> {}));
        assertThat(pools.list(60, Optional.empty()).orElseThrow().items())
                .extracting(UserPoolDefinition::id)
                .containsExactly(kept);
        assertThat(left(id)).isZero();
        assertThat(bench.engine.settings().find(new SettingKey(DIRECTORY, "client", client.value())))
                .isEmpty();
        assertThat(pools.maintain(100).deletionsFinished()).isZero();
        bench.clock.advance(Duration.ofMinutes(4));
        assertThat(pools.maintain(100).deletionsFinished()).isEqualTo(1);
        absent(pools.delete(id));
        assertThat(bench.tokens(kept, keptClient, "anna").expiresIn()).isPositive();
    }

    /** Counts what is stored of a pool, in every store. */
    private int left(PoolId id) {
        return Stream.<RowStore<?, ?>>of(
                        bench.engine.users(),
                        bench.engine.aliases(),
                        bench.engine.authenticators(),
                        bench.engine.tokenFamilies(),
                        bench.engine.oneTimes(),
                        bench.engine.attempts(),
                        bench.engine.pools(),
                        bench.engine.signingKeys(),
                        bench.engine.outbox(),
                        bench.engine.groups(),
                        bench.engine.members(),
                        bench.engine.settings())
                .mapToInt(store -> store.page(id, Optional.empty(), 100).items().size())
                .sum();
    }

    @Test
    void aProtectedPoolIsNotDeleted() {
        PoolId id = bench.pool();
        pools.update(id, pool -> pool.deletionProtection(true)).orElseThrow();

        assertThat(rule(pools.delete(id))).isEqualTo("pool.deletion-protected");
        assertThat(pools.describe(id).asRefusal()).isEmpty();
        pools.update(id, pool -> pool.deletionProtection(false)).orElseThrow();
        assertThat(pools.delete(id).asRefusal()).isEmpty();
    }

    @Test
    void poolsAndClientsAreListedPageByPageAndATokenIsGoodForItsOwnListingAlone() {
        List<PoolId> made = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            made.add(bench.pool());
        }
        List<PoolId> listed = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<UserPoolDefinition> page = pools.list(3, cursor).orElseThrow();
            page.items().forEach(item -> listed.add(item.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        for (int n = 0; n < 3; n++) {
            bench.client(made.get(0));
            bench.client(made.get(1));
        }
        Optional<Cursor> clients = pools.listClients(made.get(0), 2, Optional.empty())
                .orElseThrow()
                .next();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
        assertThat(pools.listClients(made.get(0), 2, clients).orElseThrow().items())
                .hasSize(1);
        assertThat(rule(pools.listClients(made.get(1), 2, clients))).isEqualTo("page.token");
        assertThat(rule(pools.list(2, clients))).isEqualTo("page.token");
        assertThat(rule(pools.list(0, Optional.empty()))).isEqualTo("page.limit");
        assertThat(rule(pools.list(61, Optional.empty()))).isEqualTo("page.limit");
        assertThat(rule(pools.listClients(made.get(0), 61, Optional.empty()))).isEqualTo("page.limit");
        assertThat(pools.list(60, Optional.empty()).orElseThrow().items()).hasSize(7);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatNoPoolCouldOpenWith() {
        Map<String, Consumer<UserPoolDefinition.Builder>> bad = Map.ofEntries(
                Map.entry("pool.name 1", pool -> pool.name("")),
                Map.entry("pool.name 2", pool -> pool.name("a<b>")),
                Map.entry("pool.name 3", pool -> pool.name("x".repeat(129))),
                Map.entry("pool.tags 1", pool -> pool.tags(Map.of("a", "x".repeat(257)))),
                Map.entry("pool.tags 2", pool -> pool.tags(Map.of("", "x"))),
                Map.entry("pool.code-life", pool -> pool.settings(s -> s.codeLife(Duration.ofDays(2)))),
                Map.entry("pool.key-life", pool -> pool.settings(s -> s.keyLife(Duration.ZERO))),
                Map.entry(
                        "pool.aliases",
                        pool -> pool.settings(
                                s -> s.usernameKind(UsernameKind.EMAIL).aliases(Set.of(AliasKind.EMAIL)))),
                Map.entry(
                        "pool.clients",
                        pool -> pool.settings(s ->
                                s.client(AppClient.builder(new ClientId("own")).build()))),
                Map.entry(
                        "pool.compromised-passwords",
                        pool -> pool.settings(s -> s.passwordPolicy(PasswordPolicy.builder()
                                .compromisedPasswords(secret -> false)
                                .build()))),
                Map.entry("pool.size", pool -> pool.tags(Map.of("a", "\ud800"))));
        PoolId standing = bench.pool();
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String expected = entry.getKey().split(" ", -1)[0];
                    assertThat(rule(pools.create(pool -> {
                                pool.name("x".repeat(128));
                                entry.getValue().accept(pool);
                            })))
                            .isEqualTo(expected);
                    assertThat(rule(pools.update(standing, entry.getValue()))).isEqualTo(expected);
                    assertThat(pools.describe(standing).orElseThrow().name()).isEqualTo("Photos");
                }));
    }

    @Test
    void customAttributesAreAddedUpToFiftyAndNeverChangeTheirType() {
        PoolId id = bench.pool();
        List<AttributeDefinition> fifty = IntStream.range(0, 50)
                .mapToObj(n -> AttributeDefinition.builder("custom:a" + n).build())
                .toList();

        assertThat(rule(pools.addAttributes(id, List.of()))).isEqualTo("pool.attributes");
        assertThat(rule(pools.addAttributes(
                        id, List.of(AttributeDefinition.builder("nickname").build()))))
                .isEqualTo("pool.attributes");
        pools.addAttributes(id, fifty.subList(0, 49)).orElseThrow();
        assertThat(rule(pools.addAttributes(id, List.of(fifty.get(3))))).isEqualTo("pool.attribute-exists");
        pools.addAttributes(id, fifty.subList(49, 50)).orElseThrow();
        assertThat(rule(pools.addAttributes(
                        id, List.of(AttributeDefinition.builder("custom:b").build()))))
                .isEqualTo("pool.attributes");
        assertThat(rule(pools.update(
                        id,
                        pool -> pool.settings(s -> s.schema(Schema.builder()
                                .custom(AttributeDefinition.builder("custom:a0")
                                        .type(AttributeType.BOOLEAN)
                                        .build())
                                .build())))))
                .isEqualTo("pool.attribute-type");
        assertThat(pools.describe(id).orElseThrow().settings().schema().definitions())
                .containsKey("custom:a49")
                .doesNotContainKey("custom:b");
    }

    @Test
    void concurrentUpdatesOfDifferentMembersAllCount() {
        for (int round = 0; round < 50; round++) {
            PoolId id = bench.pool();
            int winners = Race.of(
                    2,
                    n -> pools.update(
                                    id,
                                    n == 0
                                            ? pool -> pool.settings(s -> s.selfSignUp(false))
                                            : pool -> pool.tags(Map.of("a", "b")))
                            .asRefusal()
                            .isEmpty());
            UserPoolDefinition now = pools.describe(id).orElseThrow();

            assertThat(winners).isEqualTo(2);
            assertThat(now.settings().selfSignUp()).isFalse();
            assertThat(now.tags()).containsKey("a");
        }
    }

    @Test
    void twoUpdatesOfThePasswordRulesAtOnceBothCount() {
        PoolId id = pools.create(pool -> pool.name("Rules").reference())
                .orElseThrow()
                .id();
        AtomicInteger calls = new AtomicInteger();

        UserPoolDefinition after = pools.update(id, pool -> {
                    if (calls.incrementAndGet() == 1) {
                        pools.update(
                                        id,
                                        rival -> rival.passwordPolicy(rules ->
                                                rules.toBuilder().minLength(20).build()))
                                .orElseThrow();
                    }
                    pool.passwordPolicy(
                            rules -> rules.toBuilder().historySize(7).build());
                })
                .orElseThrow();

        assertThat(calls).hasValue(2);
        assertThat(after.settings().passwordPolicy().minLength()).isEqualTo(20);
        assertThat(after.settings().passwordPolicy().historySize()).isEqualTo(7);
    }

    @Test
    void anUpdateThatLosesThreeRacesIsToldAndChangesNothing() {
        PoolId id = bench.pool();
        int[] rivals = new int[1];

        assertThat(code(pools.update(id, pool -> {
                    pool.tags(Map.of("mine", "yes"));
                    bench.node(bench.engine)
                            .update(id, rival -> rival.tags(Map.of("rival", "n" + rivals[0]++)))
                            .orElseThrow();
                })))
                .isEqualTo(ErrorCode.CONCURRENT_MODIFICATION);
        assertThat(pools.describe(id).orElseThrow().tags()).containsExactly(Map.entry("rival", "n2"));
    }

    @Test
    void anIssuerFromWhichNoPoolIsFoundIsRefusedAtTheStart() {
        UserPoolsBuilder builder = bench.builder(bench.engine).issuer(pool -> URI.create("https://login.example"));

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void maintenanceVisitsEveryPoolRoundAndRound() {
        List<PoolId> made = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            made.add(bench.pool());
        }
        List<PoolId> visited = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            visited.addAll(pools.maintain(1).pools().keySet());
        }

        assertThat(visited).containsExactlyInAnyOrderElementsOf(made);
        assertThatThrownBy(() -> pools.maintain(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pools.maintain(1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenFindsItsPoolAndAForgedOneNobodysOrIsJudgedThere() {
        PoolId id = bench.pool();
        ClientId client = bench.client(id);
        bench.user(id, "anna");
        PoolId other = bench.pool();
        bench.client(other);
        AccessToken token = bench.tokens(id, client, "anna").accessToken();

        UserPool found = pools.poolOf(token).orElseThrow();

        assertThat(found.settings().id()).isEqualTo(id);
        assertThat(found.profile().get(token).orElseThrow().username()).isEqualTo("anna");
        assertThat(code(pools.pool(other).orElseThrow().profile().get(token))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        for (String forged : List.of(
                "",
                "a",
                "a.b.c",
                "..",
                token(" {\"iss\":7}"),
                token("{}"),
                token("{\"iss\":\"https://login.example/eu-west-1_aaaaaaaaa\"}"),
                token("{\"iss\":\"https://evil.example/" + id + "\"}"),
                token("{\"iss\":\"https://login.example/../" + id + "\"}"),
                token("{\"iss\":\"" + "x".repeat(20_000) + "\"}"))) {
            assertThat(code(pools.poolOf(AccessToken.of(forged)))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }
        String unsigned = token("{\"iss\":\"https://login.example/" + id + "\"}");
        assertThat(code(pools.poolOf(AccessToken.of(unsigned))
                        .orElseThrow()
                        .profile()
                        .get(AccessToken.of(unsigned))))
                .isEqualTo(ErrorCode.NOT_AUTHORIZED);
    }

    private static String token(String claims) {
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
