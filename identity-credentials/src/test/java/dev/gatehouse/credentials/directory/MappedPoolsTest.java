package dev.gatehouse.credentials.directory;

import static dev.gatehouse.credentials.support.StsWorld.POOL;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.refusal;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.role.MappingRule;
import dev.gatehouse.credentials.role.MappingRule.Match;
import dev.gatehouse.credentials.role.PrincipalTagMap;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.role.RoleMapping;
import dev.gatehouse.credentials.role.RoleMapping.AmbiguousRole;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Role mappings, tag maps and the scope of guests that are set at run time decide what is vended. */
class MappedPoolsTest {
    private static final SecureRandom RANDOM = new UnsafeSeededRandom(22);
    private static final String USERS = "login.example/local_users";
    private static final RoleMapping ADMINS = RoleMapping.rules(
            AmbiguousRole.DENY, List.of(new MappingRule("groups", Match.CONTAINS, "admins", new RoleName("Admins"))));
    private static final PrincipalTagMap TEAM =
            PrincipalTagMap.of(Map.of("team", "custom:team", "client", "aud")).transitive(Set.of("team"));

    private final FakeClock clock = new FakeClock();
    private final Stores engine = new InMemoryStores();
    private final Map<String, Object> claims = new HashMap<>();
    private final List<VendingRequest> vended = new ArrayList<>();
    private final IdentityPools pools = node();

    private IdentityPools node() {
        ProviderSource source = new ProviderSource() {
            @Override
            public Optional<LoginProvider> userPool(UserPoolLogin login) {
                return provider(login.provider(), login.clientId());
            }

            @Override
            public Optional<LoginProvider> provider(String name, String application) {
                return Optional.of(LoginProvider.of(
                        name,
                        subject -> Outcome.success(ExternalIdentity.builder(name, subject)
                                .claims(claims)
                                .build())));
            }
        };
        return IdentityPools.builder()
                .stores(engine)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(RANDOM)
                .providers(source)
                .opener(settings -> IdentityPool.builder(
                                settings.tokenAlgorithm(SigningAlgorithm.ES256).build())
                        .stores(engine)
                        .masterKeys(new FixedMasterKeys().load())
                        .vendor(this::vend)
                        .clock(clock)
                        .random(RANDOM)
                        .build())
                .build();
    }

    private Outcome<TemporaryCredentials> vend(VendingRequest request) {
        vended.add(request);
        return Outcome.success(TemporaryCredentials.of(
                "ASIAEXAMPLE",
                Secret.of("key"),
                Secret.of("token"),
                clock.instant().plus(request.duration())));
    }

    /** Makes a pool whose roles trust its own users and guests. */
    private PoolId created() {
        PoolId id = pools.create(pool -> pool.name("Photos")
                        .userPool(new UserPoolLogin(USERS, "web", false))
                        .allowGuests(true)
                        .authenticatedRole(new RoleName("Users"))
                        .unauthenticatedRole(new RoleName("Guests")))
                .orElseThrow()
                .id();
        role(id, "Users", web("authenticated"), web("authenticated", "sts:TagSession"));
        role(id, "Admins", web("authenticated"), web("authenticated", "sts:TagSession"));
        role(id, "Guests", web("unauthenticated"));
        return id;
    }

    private void role(PoolId id, String name, String... trust) {
        pools.pool(id)
                .orElseThrow()
                .roles()
                .put(RoleDefinition.builder(new RoleName(name))
                        .trustPolicy(document(trust).replace(POOL.value(), id.value()))
                        .build())
                .orElseThrow();
    }

    private Outcome<IdentityPool.IdentityCredentials> credentials(PoolId id, Map<String, String> logins) {
        IdentityPool pool = pools.pool(id).orElseThrow();
        return pool.getCredentials(pool.getId(logins).orElseThrow(), logins);
    }

    private VendingRequest vendedTo(PoolId id, Map<String, String> logins) {
        credentials(id, logins).orElseThrow();
        return vended.get(vended.size() - 1);
    }

    private String body(PoolId id) {
        return engine.settings().find(key(id)).orElseThrow().value().body();
    }

    private void rewrite(PoolId id, UnaryOperator<String> change) {
        Versioned<Setting> row = engine.settings().find(key(id)).orElseThrow();
        Setting next =
                row.value().toBuilder().body(change.apply(row.value().body())).build();
        assertThat(engine.settings().replace(key(id), row.version(), next, WriteId.random(RANDOM)))
                .isTrue();
    }

    private static SettingKey key(PoolId id) {
        return new SettingKey(new PoolId("identity-pools"), "identity-pool", id.value());
    }

    private static Map<String, RoleMapping> mappings(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(n -> "p" + n, n -> RoleMapping.token(AmbiguousRole.DENY)));
    }

    private static Map<String, String> providers(int count) {
        return mappings(count).keySet().stream().collect(Collectors.toMap(name -> name, name -> "app"));
    }

    @Test
    void aMappingAndTagsDecideFromTheUpdateOn() {
        PoolId id = created();
        Map<String, String> alice = Map.of(USERS, "alice");
        claims.putAll(Map.of("groups", List.of("admins"), "custom:team", "red"));
        VendingRequest before = vendedTo(id, alice);
        assertThat(before.role()).isEqualTo(new RoleName("Users"));
        assertThat(before.principalTags()).isEmpty();

        IdentityPoolDefinition next = pools.update(
                        id, pool -> pool.roleMapping(USERS, ADMINS).principalTags(USERS, TEAM))
                .orElseThrow();

        assertThat(next.roleMappings()).containsExactly(Map.entry(USERS, ADMINS));
        assertThat(next.principalTags()).containsExactly(Map.entry(USERS, TEAM));
        VendingRequest mapped = vendedTo(id, alice);
        assertThat(mapped.role()).isEqualTo(new RoleName("Admins"));
        assertThat(mapped.principalTags()).containsExactly(Map.entry("team", "red"));
        assertThat(mapped.transitiveTagKeys()).containsExactly("team");
        claims.put("groups", List.of("readers"));
        assertThat(refusal(credentials(id, alice))).isEqualTo(Refusal.of(ErrorCode.NOT_AUTHORIZED, "role.ambiguous"));

        pools.update(id, pool -> pool.roleMappings(Map.of())).orElseThrow();

        VendingRequest unmapped = vendedTo(id, alice);
        assertThat(unmapped.role()).isEqualTo(new RoleName("Users"));
        assertThat(unmapped.principalTags()).as("not named, so left").containsEntry("team", "red");
    }

    @Test
    void anUpdateOfOtherThingsLeavesMappingsAndTags() {
        PoolId id = created();
        claims.put("groups", List.of("admins"));
        pools.update(
                        id,
                        pool -> pool.roleMapping(USERS, ADMINS)
                                .principalTags(USERS, TEAM)
                                .allowUnscopedGuests(true))
                .orElseThrow();

        IdentityPoolDefinition next =
                pools.update(id, pool -> pool.name("Other")).orElseThrow();

        assertThat(next.roleMappings()).containsExactly(Map.entry(USERS, ADMINS));
        assertThat(next.principalTags()).containsExactly(Map.entry(USERS, TEAM));
        assertThat(next.allowUnscopedGuests()).isTrue();
        assertThat(pools.describe(id).orElseThrow()).isEqualTo(next);
        assertThat(vendedTo(id, Map.of(USERS, "alice")).role()).isEqualTo(new RoleName("Admins"));
    }

    @Test
    void guestsAreScopedDownUntilItIsSetOtherwise() {
        PoolId id = created();
        assertThat(vendedTo(id, Map.of()).scopedDown()).isTrue();

        pools.update(id, pool -> pool.allowUnscopedGuests(true)).orElseThrow();
        assertThat(vendedTo(id, Map.of()).scopedDown()).isFalse();

        pools.update(id, pool -> pool.allowUnscopedGuests(false)).orElseThrow();
        assertThat(vendedTo(id, Map.of()).scopedDown()).isTrue();
    }

    @Test
    void everyKindOfMappingIsReadAsItWasWrittenOnAnotherNode() {
        List<MappingRule> rules = Arrays.stream(Match.values())
                .map(match -> new MappingRule("custom:x", match, "\"\\é\u0000😀", new RoleName("R-" + match)))
                .toList();
        Map<String, RoleMapping> mappings = Map.of(
                USERS,
                RoleMapping.rules(AmbiguousRole.AUTHENTICATED_ROLE, rules),
                "accounts.example",
                RoleMapping.token(AmbiguousRole.DENY),
                "login.photos",
                ADMINS);
        Map<String, PrincipalTagMap> tags = Map.of(USERS, PrincipalTagMap.defaults(), "login.photos", TEAM);

        IdentityPoolDefinition made = pools.create(pool -> pool.name("Photos")
                        .userPool(new UserPoolLogin(USERS, "web", false))
                        .providers(Map.of("accounts.example", "app"))
                        .developerProvider("login.photos")
                        .roleMappings(mappings)
                        .principalTags(tags))
                .orElseThrow();

        IdentityPoolDefinition read = node().describe(made.id()).orElseThrow();
        assertThat(read).isEqualTo(made);
        assertThat(read.roleMappings()).isEqualTo(mappings);
        assertThat(read.principalTags()).isEqualTo(tags);
    }

    @Test
    void whatIsNotSetHasNoMemberAndWhatIsNotKnownIsKept() {
        PoolId id = created();
        assertThat(body(id)).doesNotContain("roleMappings", "principalTags", "allowUnscopedGuests");
        assertThat(pools.describe(id).orElseThrow().roleMappings()).isEmpty();
        rewrite(id, body -> body.replaceFirst("\\{", "{\"aNewer\":{\"rules\":[1,2]},"));

        pools.update(id, pool -> pool.roleMapping(USERS, ADMINS)).orElseThrow();

        assertThat(body(id)).contains("\"aNewer\":{\"rules\":[1,2]}", "\"claim\":\"groups\"");
    }

    @TestFactory
    Stream<DynamicTest> aMappingThatCannotBeReadOpensNoPool() {
        Map<String, String> damaged = Map.of(
                "\"type\":\"RULES\"", "\"type\":\"GUESS\"",
                "\"match\":\"CONTAINS\"", "\"match\":\"LIKE\"",
                "\"rules\":[", "\"rules\":[7,",
                "\"ambiguous\":\"DENY\"", "\"ambiguous\":null",
                "\"transitive\":[\"team\"]", "\"transitive\":[\"other\"]",
                "\"allowUnscopedGuests\":true", "\"allowUnscopedGuests\":\"yes\"",
                "\"roleMappings\":{", "\"roleMappings\":null,\"was\":{");
        return damaged.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getValue(), () -> {
                    PoolId id = created();
                    pools.update(
                                    id,
                                    pool -> pool.roleMapping(USERS, ADMINS)
                                            .principalTags(USERS, TEAM)
                                            .allowUnscopedGuests(true))
                            .orElseThrow();
                    assertThat(body(id)).contains(entry.getKey());
                    rewrite(id, body -> body.replace(entry.getKey(), entry.getValue()));

                    assertThatThrownBy(() -> pools.describe(id)).isInstanceOf(StoreException.class);
                    clock.advance(Duration.ofSeconds(5));
                    assertThatThrownBy(() -> pools.pool(id)).isInstanceOf(StoreException.class);
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatWouldNotDecideOrNotFit() {
        Map<String, Consumer<IdentityPoolDefinition.Builder>> bad = Map.of(
                "pool.role-mappings 1",
                pool -> pool.roleMapping("login.example/other", ADMINS),
                "pool.role-mappings 2",
                pool -> pool.providers(providers(11)).roleMappings(mappings(11)),
                "pool.role-mappings 3",
                pool -> pool.roleMapping(USERS, ADMINS).userPools(List.of()),
                "pool.principal-tags 1",
                pool -> pool.principalTags("login.example/other", TEAM),
                "pool.principal-tags 2",
                pool -> pool.principalTags(USERS, TEAM).userPools(List.of()),
                "pool.size 1",
                pool -> providers(49)
                        .keySet()
                        .forEach(name -> pool.providers(providers(49)).principalTags(name, wideTags())),
                "pool.size 2",
                pool -> pool.principalTags(USERS, PrincipalTagMap.of(Map.of("team", "\ud800"))));
        PoolId standing = created();
        String before = body(standing);
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Refusal expected = Refusal.of(
                            ErrorCode.INVALID_PARAMETER, entry.getKey().split(" ", -1)[0]);
                    assertThat(refusal(pools.update(standing, entry.getValue())))
                            .isEqualTo(expected);
                    assertThat(refusal(pools.create(pool -> {
                                pool.name("Photos").userPool(new UserPoolLogin(USERS, "web", false));
                                entry.getValue().accept(pool);
                            })))
                            .isEqualTo(expected);
                    assertThat(body(standing)).isEqualTo(before);
                }));
    }

    private static PrincipalTagMap wideTags() {
        return PrincipalTagMap.of(
                IntStream.range(0, 50).boxed().collect(Collectors.toMap(n -> "tag-" + n, n -> "x".repeat(256))));
    }

    @Test
    void tenMappingsOfAPoolsProvidersAreTaken() {
        PoolId id = created();

        pools.update(id, pool -> pool.providers(providers(10)).roleMappings(mappings(10)))
                .orElseThrow();

        assertThat(pools.pool(id).orElseThrow().settings().roleMappings()).hasSize(10);
    }

    @Test
    void aDeletedPoolTakesItsSharedPoliciesWithIt() {
        PoolId gone = created();
        PoolId kept = created();
        String policy = document("{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"*\"}");
        for (PoolId id : List.of(gone, kept)) {
            IdentityPool pool = pools.pool(id).orElseThrow();
            pool.roles().policies().put("no-deletes", policy).orElseThrow();
            pool.roles()
                    .update(new RoleName("Users"), role -> role.sharedPolicy("no-deletes"))
                    .orElseThrow();
        }
        assertThat(engine.settings().page(gone, Optional.empty(), 10).items()).hasSize(1);

        pools.delete(gone).orElseThrow();

        assertThat(engine.settings().page(gone, Optional.empty(), 10).items()).isEmpty();
        assertThat(engine.roles().page(gone, Optional.empty(), 10).items()).isEmpty();
        assertThat(pools.pool(kept).orElseThrow().roles().policies().find("no-deletes"))
                .contains(policy);
    }
}
