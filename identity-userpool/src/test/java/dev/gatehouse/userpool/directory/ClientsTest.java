package dev.gatehouse.userpool.directory;

import static dev.gatehouse.userpool.directory.Bench.absent;
import static dev.gatehouse.userpool.directory.Bench.code;
import static dev.gatehouse.userpool.directory.Bench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.SecretHash;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClientsTest {
    private static final Optional<SecretHash> NO_HASH = Optional.empty();
    private static final String OWN = "0123456789_+abcdefghijkl"; // 24, the fewest

    private final Bench bench = new Bench();
    private final UserPools pools = bench.pools;
    private final PoolId pool = bench.pool();

    private ClientDefinition confidential() {
        return pools.createClient(pool, client -> {
                    Bench.elliptic(client);
                    client.generateSecret();
                })
                .orElseThrow();
    }

    @Test
    void everySettingIsStored() {
        ClientDefinition made = pools.createClient(
                        pool,
                        client -> client.name("x".repeat(128))
                                .generateSecret()
                                .secret(Secret.of(OWN))
                                .settings(settings -> settings.authFlows(
                                                Set.of(AuthFlow.ADMIN_USER_PASSWORD_AUTH, AuthFlow.REFRESH_TOKEN_AUTH))
                                        .idTokenLife(Duration.ofMinutes(5))
                                        .accessTokenLife(Duration.ofDays(1))
                                        .refreshTokenLife(Duration.ofHours(1))
                                        .allowRefreshTokenReuse()
                                        .signingAlgorithm(SigningAlgorithm.EDDSA)
                                        .readableAttributes(Set.of("email", "name"))
                                        .writableAttributes(Set.of("name"))
                                        .masking(Masking.LEGACY)
                                        .tokenRevocation(false)
                                        .signInSessionLife(Duration.ofMinutes(15))))
                .orElseThrow();

        ClientDefinition read = pools.describeClient(pool, made.id()).orElseThrow();

        assertThat(read.name()).hasSize(128);
        assertThat(read.pool()).isEqualTo(pool);
        AppClient client = read.client();
        assertThat(client.authFlows())
                .containsExactlyInAnyOrder(AuthFlow.ADMIN_USER_PASSWORD_AUTH, AuthFlow.REFRESH_TOKEN_AUTH);
        assertThat(List.of(
                        client.idTokenLife(),
                        client.accessTokenLife(),
                        client.refreshTokenLife(),
                        client.signInSessionLife()))
                .containsExactly(
                        Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofHours(1), Duration.ofMinutes(15));
        assertThat(client.rotationGrace()).isEmpty();
        assertThat(client.signingAlgorithm()).isEqualTo(SigningAlgorithm.EDDSA);
        assertThat(client.readableAttributes()).contains(Set.of("email", "name"));
        assertThat(client.writableAttributes()).contains(Set.of("name"));
        assertThat(client.masking()).contains(Masking.LEGACY);
        assertThat(client.tokenRevocation()).isFalse();
        assertThat(read.secrets()).hasSize(2);
        assertThat(text(read.secrets().get(0)))
                .matches("[0-9a-z]{52}")
                .isEqualTo(text(made.secrets().get(0)));
        assertThat(text(read.secrets().get(1))).isEqualTo(OWN);
        assertThat(read.secrets()).extracting(ClientSecret::id).doesNotHaveDuplicates();
    }

    private static String text(ClientSecret secret) {
        return secret.value().use(String::new);
    }

    @Test
    void anUpdateChangesWhatItNamesAndLeavesTheRestTheSecretToo() {
        ClientDefinition made = confidential();

        ClientDefinition next = pools.updateClient(
                        pool, made.id(), client -> client.settings(s -> s.idTokenLife(Duration.ofMinutes(7))))
                .orElseThrow();

        assertThat(next.name()).isEqualTo("web");
        assertThat(next.client().signingAlgorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(next.client().idTokenLife()).isEqualTo(Duration.ofMinutes(7));
        assertThat(text(next.secrets().get(0))).isEqualTo(text(made.secrets().get(0)));
        assertThat(rule(pools.updateClient(pool, made.id(), ClientDefinition.Builder::generateSecret)))
                .isEqualTo("client.secrets");
        assertThat(rule(pools.updateClient(pool, made.id(), client -> client.settings(s -> s.secrets(List.of())))))
                .isEqualTo("client.secrets");
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatNoClientCanBe() {
        Map<String, Consumer<ClientDefinition.Builder>> bad = Map.ofEntries(
                Map.entry("client.name 1", client -> client.name("")),
                Map.entry("client.name 2", client -> client.name("x".repeat(129))),
                Map.entry("client.name 3", client -> client.name("a/b")),
                Map.entry("client.id-token-life 1", with(s -> s.idTokenLife(Duration.ofSeconds(299)))),
                Map.entry("client.id-token-life 2", with(s -> s.idTokenLife(Duration.ofSeconds(86_401)))),
                Map.entry("client.access-token-life", with(s -> s.accessTokenLife(Duration.ofSeconds(299)))),
                Map.entry("client.refresh-token-life 1", with(s -> s.refreshTokenLife(Duration.ofSeconds(3_599)))),
                Map.entry("client.refresh-token-life 2", with(s -> s.refreshTokenLife(Duration.ofDays(3_651)))),
                Map.entry("client.rotation-grace 1", with(s -> s.rotationGrace(Duration.ofSeconds(61)))),
                Map.entry("client.rotation-grace 2", with(s -> s.rotationGrace(Duration.ofSeconds(-1)))),
                Map.entry("client.sign-in-session-life 1", with(s -> s.signInSessionLife(Duration.ofSeconds(179)))),
                Map.entry("client.sign-in-session-life 2", with(s -> s.signInSessionLife(Duration.ofSeconds(901)))),
                Map.entry("client.readable-attributes", with(s -> s.readableAttributes(Set.of("custom:none")))),
                Map.entry("client.writable-attributes", with(s -> s.writableAttributes(Set.of("shoe_size")))),
                Map.entry("client.signing-algorithm", with(s -> s.signingAlgorithm(SigningAlgorithm.PS256))));
        ClientId standing = bench.client(pool);
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String expected = entry.getKey().split(" ", -1)[0];
                    assertThat(rule(pools.createClient(pool, client -> {
                                client.name("web");
                                entry.getValue().accept(client);
                            })))
                            .isEqualTo(expected);
                    assertThat(rule(pools.updateClient(pool, standing, entry.getValue())))
                            .isEqualTo(expected);
                    assertThat(pools.listClients(pool, 60, Optional.empty())
                                    .orElseThrow()
                                    .items())
                            .extracting(ClientDefinition::name)
                            .containsExactly("web");
                }));
    }

    private static Consumer<ClientDefinition.Builder> with(Consumer<AppClient.Builder> change) {
        return client -> client.settings(change);
    }

    @Test
    void ownSecretsHave24To64CharactersAndAClientHasAtMostTwoAndNeverItsLastTaken() {
        ClientId client = bench.client(pool);
        for (String bad : List.of("x".repeat(23), "x".repeat(65), "x".repeat(23) + "-", "x".repeat(23) + "\u00e9")) {
            assertThat(rule(pools.addClientSecret(pool, client, Secret.of(bad))))
                    .isEqualTo("client.secret");
        }
        ClientSecret first =
                pools.addClientSecret(pool, client, Secret.of("y".repeat(64))).orElseThrow();
        assertThat(rule(pools.addClientSecret(pool, client, Secret.of("y".repeat(64)))))
                .isEqualTo("client.secret-known");
        assertThat(rule(pools.deleteClientSecret(pool, client, first.id()))).isEqualTo("client.last-secret");
        ClientSecret second = pools.addClientSecret(pool, client).orElseThrow();

        Outcome<ClientSecret> third = pools.addClientSecret(pool, client);

        assertThat(code(third)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(rule(third)).isEqualTo("client.secrets");
        assertThat(rule(pools.deleteClientSecret(pool, client, "none"))).isEqualTo("client.secret");
        pools.deleteClientSecret(pool, client, first.id()).orElseThrow();
        assertThat(pools.describeClient(pool, client).orElseThrow().secrets())
                .extracting(ClientSecret::id)
                .containsExactly(second.id());
        assertThat(first.id()).startsWith(client + "--");
    }

    @Test
    void aClientProvesItselfByEitherOfItsSecretsForThatNameAndThatClientAlone() {
        ClientDefinition made = confidential();
        Secret second = pools.addClientSecret(pool, made.id()).orElseThrow().value();
        Secret first = made.secrets().get(0).value();
        AppClient client = pools.poolOf(made.id())
                .orElseThrow()
                .settings()
                .client(made.id())
                .orElseThrow();
        ClientDefinition other = confidential();

        for (Secret secret : List.of(first, second)) {
            SecretHash hash = SecretHash.compute(secret, "Anna", made.id());
            assertThat(client.authenticate("Anna", Optional.of(SecretHash.of(hash.value())))
                            .asRefusal())
                    .isEmpty();
            assertThat(rule(client.authenticate("anna", Optional.of(hash)))).isEqualTo("client.secret-mismatch");
            assertThat(rule(other.client().authenticate("Anna", Optional.of(hash))))
                    .isEqualTo("client.secret-mismatch");
            assertThat(client.authenticateBySecret(Optional.of(secret)).asRefusal())
                    .isEmpty();
        }
        Outcome<?> missing = client.authenticate("Anna", NO_HASH);
        assertThat(code(missing)).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(rule(missing)).isEqualTo("client.secret-missing");
        for (String bad : List.of("", "%%%", "AAAA", "A".repeat(129))) {
            assertThat(rule(client.authenticate("Anna", Optional.of(SecretHash.of(bad)))))
                    .isEqualTo("client.secret-mismatch");
        }
        assertThat(rule(client.authenticateBySecret(Optional.empty()))).isEqualTo("client.secret-missing");
        AppClient open = AppClient.builder(new ClientId("public")).build();
        assertThat(open.authenticate("Anna", NO_HASH).asRefusal()).isEmpty();
        assertThat(rule(open.authenticate("Anna", Optional.of(SecretHash.of("AAAA")))))
                .isEqualTo("client.secret-unexpected");
    }

    /** HMAC-SHA256 by another implementation: {@code printf 'Annaclient1' | openssl dgst -sha256 -hmac ...}. */
    @Test
    void aSecretHashIsTheHmacOfUserNameAndClientId() {
        SecretHash hash = SecretHash.compute(Secret.of("abcdefghijklmnopqrstuvwxyz"), "Anna", new ClientId("client1"));

        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(hash.value())))
                .isEqualTo("d33af9d021e8763bcca70ad3564bbacff4366976fbe5963a46ff1cedc55f3e9f");
        assertThat(hash.toString()).isEqualTo("SecretHash[redacted]");
    }

    @Test
    void aRefreshIsProvedByTheUsersNameOrItsIdAndAWrongProofLeavesTheTokenAlone() {
        bench.user(pool, "anna");
        ClientDefinition made = confidential();
        Secret secret = made.secrets().get(0).value();
        TokenSet tokens = bench.tokens(pool, made.id(), "anna");
        UserPool open = pools.pool(pool).orElseThrow();
        String sub = open.admin().get("anna").orElseThrow().id().value();
        SecretHash byName = SecretHash.compute(secret, "anna", made.id());
        SecretHash byId = SecretHash.compute(secret, sub, made.id());
        SecretHash bySomebody = SecretHash.compute(secret, "bert", made.id());

        assertThat(rule(open.sessions().refresh(tokens.refreshToken(), made.id(), NO_HASH)))
                .isEqualTo("client.secret-missing");
        assertThat(rule(open.sessions().refresh(tokens.refreshToken(), made.id(), Optional.of(bySomebody))))
                .isEqualTo("client.secret-mismatch");
        TokenSet second = open.sessions()
                .refresh(tokens.refreshToken(), made.id(), Optional.of(byName))
                .orElseThrow();
        assertThat(open.sessions()
                        .refresh(second.refreshToken(), made.id(), Optional.of(byId))
                        .asRefusal())
                .isEmpty();
        assertThat(code(open.sessions().refresh(RefreshToken.of("garbage"), made.id(), Optional.of(byName))))
                .isEqualTo(ErrorCode.NOT_AUTHORIZED);
    }

    @Test
    void aClientOfAnotherPoolIsNeverFoundThere() {
        PoolId other = bench.pool();
        ClientId client = bench.client(pool);
        bench.client(other);
        bench.user(pool, "anna");
        bench.user(other, "anna");
        TokenSet tokens = bench.tokens(pool, client, "anna");

        absent(pools.describeClient(other, client));
        absent(pools.updateClient(other, client, web -> web.name("stolen")));
        absent(pools.deleteClient(other, client));
        absent(pools.addClientSecret(other, client));
        absent(pools.deleteClientSecret(other, client, "x"));
        UserPool there = pools.pool(other).orElseThrow();
        assertThat(Bench.start(there, client, "anna"))
                .isInstanceOfSatisfying(
                        SignInOutcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND));
        assertThat(code(there.sessions().refresh(tokens.refreshToken(), client)))
                .isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(pools.poolOf(client).orElseThrow().settings().id()).isEqualTo(pool);
        absent(pools.poolOf(new ClientId("a".repeat(26))));
        absent(pools.createClient(new PoolId("eu-west-1_absent000"), Bench::elliptic));
    }

    @Test
    void aDeletedClientsTokensAreNoLongerTaken() {
        bench.user(pool, "anna");
        ClientId client = bench.client(pool);
        ClientId other = bench.client(pool);
        TokenSet tokens = bench.tokens(pool, client, "anna");
        TokenSet kept = bench.tokens(pool, other, "anna");

        pools.deleteClient(pool, client).orElseThrow();

        UserPool open = pools.pool(pool).orElseThrow();
        absent(pools.poolOf(client));
        absent(pools.deleteClient(pool, client));
        assertThat(code(open.profile().get(tokens.accessToken()))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(code(open.sessions().refresh(tokens.refreshToken(), client))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(open.profile().get(kept.accessToken()).asRefusal()).isEmpty();
    }

    @Test
    void aClientWithoutTokenRevocationRevokesNothing() {
        bench.user(pool, "anna");
        ClientId client = bench.client(pool);
        pools.updateClient(pool, client, with(s -> s.tokenRevocation(false))).orElseThrow();
        TokenSet tokens = bench.tokens(pool, client, "anna");
        UserPool open = pools.pool(pool).orElseThrow();

        assertThat(rule(open.sessions().revoke(tokens.refreshToken(), client))).isEqualTo("client.token-revocation");
        assertThat(open.sessions().refresh(tokens.refreshToken(), client).asRefusal())
                .isEmpty();
    }

    @Test
    void aPoolHasAtMostAsManyClientsAsItsDirectoryAllows() {
        UserPools small = bench.builder(bench.engine).mostClients(2).build();
        small.createClient(pool, Bench::elliptic).orElseThrow();
        small.createClient(pool, Bench::elliptic).orElseThrow();

        Outcome<ClientDefinition> third = small.createClient(pool, Bench::elliptic);

        assertThat(code(third)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(rule(third)).isEqualTo("pool.clients");
    }

    @Test
    void whatACallerMayLearnIsTheClientsChoice() {
        ClientId telling = pools.createClient(pool, client -> {
                    Bench.elliptic(client);
                    client.settings(s -> s.masking(Masking.LEGACY));
                })
                .orElseThrow()
                .id();
        ClientId masking = bench.client(pool);
        UserPool open = pools.pool(pool).orElseThrow();
        ConfirmRequest confirm = ConfirmRequest.of("nobody", Secret.of("123456"));
        RecoveryRequest recover = RecoveryRequest.of("nobody", Secret.of("123456"), Secret.of(Bench.PASSWORD));

        assertThat(refused(Bench.start(open, telling, "nobody"))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(refused(Bench.start(open, masking, "nobody"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(code(open.signUp().confirm(telling, confirm))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(code(open.signUp().confirm(masking, confirm))).isEqualTo(ErrorCode.CODE_MISMATCH);
        assertThat(code(open.signUp().resend(telling, "nobody"))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(open.signUp().resend(masking, "nobody").asRefusal()).isEmpty();
        assertThat(code(open.recovery().forgot(telling, "nobody"))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(open.recovery().forgot(masking, "nobody").asRefusal()).isEmpty();
        assertThat(code(open.recovery().confirm(telling, recover))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(code(open.recovery().confirm(masking, recover))).isEqualTo(ErrorCode.CODE_MISMATCH);
        bench.user(pool, "anna");
        assertThat(rule(open.recovery().forgot(telling, "anna"))).isEqualTo("user.no-verified-address");
        assertThat(open.recovery().forgot(masking, "anna").asRefusal()).isEmpty();
        ClientId unknown = new ClientId("unknown");
        absent(open.signUp().confirm(unknown, confirm));
        absent(open.signUp().resend(unknown, "anna"));
        absent(open.recovery().forgot(unknown, "anna"));
        absent(open.recovery().confirm(unknown, recover));
    }

    private static ErrorCode refused(SignInOutcome outcome) {
        return outcome.fold(
                done -> {
                    throw new AssertionError("signed in");
                },
                challenge -> {
                    throw new AssertionError("challenged");
                },
                refusal -> refusal.refusal().code());
    }

    @Test
    void aSealedSecretOpensNowhereElse() {
        ClientDefinition one = confidential();
        ClientDefinition two = confidential();
        SettingKey from = new SettingKey(pool, "client", one.id().value());
        SettingKey to = new SettingKey(pool, "client", two.id().value());
        Setting stolen = bench.engine.settings().find(from).orElseThrow().value();
        Versioned<Setting> row = bench.engine.settings().find(to).orElseThrow();
        assertThat(stolen.body()).doesNotContain(text(one.secrets().get(0)));
        assertThat(bench.engine.settings().replace(to, row.version(), stolen, WriteId.random(new SecureRandom())))
                .isTrue();

        assertThatThrownBy(() -> pools.describeClient(pool, two.id())).isInstanceOf(StoreException.class);
    }

    @Test
    void secretsAreSealedAgainUnderANewMasterKey() {
        ClientDefinition made = confidential();
        byte[] old = new byte[MasterKeys.KEY_LENGTH];
        Arrays.fill(old, (byte) 0x5a); // as FixedMasterKeys has it
        MasterKeys both = MasterKeys.of(2, Map.of(1, old, 2, new byte[MasterKeys.KEY_LENGTH]));
        UserPools renewed = bench.builder(bench.engine).masterKeys(both).build();

        assertThat(renewed.maintain(100).secretsResealed()).isEqualTo(1);
        assertThat(renewed.maintain(100).secretsResealed()).isZero();
        assertThat(text(renewed.describeClient(pool, made.id())
                        .orElseThrow()
                        .secrets()
                        .get(0)))
                .isEqualTo(text(made.secrets().get(0)));
    }

    @Test
    void ofTwoWhoAddTheSecondSecretAtOnceOneWins() {
        for (int round = 0; round < 50; round++) {
            ClientDefinition made = confidential();

            int winners = Race.of(
                    2, n -> pools.addClientSecret(pool, made.id()).asRefusal().isEmpty());

            assertThat(winners).isEqualTo(1);
            assertThat(pools.describeClient(pool, made.id()).orElseThrow().secrets())
                    .hasSize(2);
            pools.deleteClient(pool, made.id()).orElseThrow();
        }
    }
}
