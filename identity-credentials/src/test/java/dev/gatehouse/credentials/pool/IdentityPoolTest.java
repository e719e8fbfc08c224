package dev.gatehouse.credentials.pool;

import static dev.gatehouse.credentials.pool.PoolWorld.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityPoolTest {
    private final PoolWorld world = new PoolWorld(new InMemoryStores()).withRoles();
    private final IdentityPool pool = world.pool;

    @Nested
    class GetId {
        @Test
        void findsTheSameIdentityForALoginEveryTimeAndAnotherForAnotherUser() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();

            assertThat(pool.getId(world.login("alice")).orElseThrow()).isEqualTo(alice);
            assertThat(pool.getId(world.login("bob")).orElseThrow()).isNotEqualTo(alice);
            assertThat(alice.value()).matches("us-east-1:[0-9a-f-]{36}");
        }

        @Test
        void givesEveryGuestAnIdentityOfItsOwn() {
            assertThat(pool.getId(Map.of()).orElseThrow())
                    .isNotEqualTo(pool.getId(Map.of()).orElseThrow());
        }

        @Test
        void givesEightThreadsWithOneLoginOneIdentity() {
            for (int round = 0; round < 200; round++) {
                String subject = "user-" + round;
                Set<IdentityId> seen = ConcurrentHashMap.newKeySet();

                Race.of(8, () -> {
                    Outcome<IdentityId> id = pool.getId(world.login(subject));
                    id.map(seen::add);
                    return id.asRefusal().isEmpty();
                });

                assertThat(seen).as("round %d", round).hasSize(1);
                assertThat(pool.getId(world.login(subject)).orElseThrow()).isIn(seen);
            }
        }

        /** CVE-2025-61928: an identity comes from a verified token, never from what the caller says. */
        @TestFactory
        Stream<DynamicTest> refusesEveryTokenThatIsNotALoginHere() {
            String good = world.idToken("alice", "web", "f", "id");
            Map<String, String> bad = Map.of(
                    "an access token",
                    world.idToken("alice", "web", "f", "access"),
                    "another client's",
                    world.idToken("alice", "other", "f", "id"),
                    "changed",
                    good.substring(0, good.length() - 4) + "AAAA",
                    "cut",
                    good.substring(0, good.length() - 1),
                    "empty",
                    "",
                    "a megabyte",
                    "A".repeat(1 << 20),
                    "control characters",
                    "\u0000\u202e",
                    "an unpaired surrogate",
                    "\ud800");
            return bad.entrySet().stream()
                    .map(token -> DynamicTest.dynamicTest(
                            token.getKey(),
                            () -> assertThat(code(pool.getId(Map.of(PoolWorld.LOGIN, token.getValue()))))
                                    .isIn(ErrorCode.NOT_AUTHORIZED, ErrorCode.EXPIRED_TOKEN)));
        }

        @Test
        void refusesAnExpiredAndARevokedLogin() {
            Map<String, String> login = world.login("alice");
            world.revoke("alice");
            assertThat(code(pool.getId(login))).isEqualTo(ErrorCode.NOT_AUTHORIZED);

            Map<String, String> old = world.login("bob");
            world.clock.advance(Duration.ofHours(1).plusSeconds(5));
            assertThat(code(pool.getId(old))).isEqualTo(ErrorCode.EXPIRED_TOKEN);
        }

        @Test
        void refusesUnknownProvidersAndTooManyLogins() {
            assertThat(code(pool.getId(Map.of("evil.example", "x")))).isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(code(pool.getId(Map.of("a", "x", "b", "y")))).isEqualTo(ErrorCode.INVALID_PARAMETER);
            Map<String, String> eleven = new HashMap<>();
            for (int n = 0; n < 11; n++) {
                eleven.put("provider-" + n, "x");
            }
            assertThat(code(pool.getId(eleven))).isEqualTo(ErrorCode.INVALID_PARAMETER);
        }

        @TestFactory
        Stream<DynamicTest> survivesEveryStrikeWithARivalOnTheSameLogin() {
            return CrashHarness.of("GetId", LoginFixture::new).everyWrite();
        }
    }

    /** One login, and a rival with the same; afterwards there is one honoured identity, and everybody gets it. */
    private static final class LoginFixture implements CrashFixture {
        private final PoolWorld world = new PoolWorld(new InMemoryStores());
        private Optional<IdentityId> answered = Optional.empty();
        private Optional<IdentityId> rivals = Optional.empty();

        @Override
        public Stores stores() {
            return world.engine;
        }

        @Override
        public void flow(Stores faulty) {
            PoolWorld struck = new PoolWorld(world.engine, faulty);
            answered = Optional.of(struck.pool.getId(struck.login("alice")).orElseThrow());
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        @Override
        public void rival() {
            rivals = Optional.of(world.pool.getId(world.login("alice")).orElseThrow());
        }

        @Override
        public void check(Strike strike) {
            IdentityId now = world.pool.getId(world.login("alice")).orElseThrow();
            answered.ifPresent(id -> assertThat(id).isEqualTo(now));
            rivals.ifPresent(id -> assertThat(id).isEqualTo(now));
            var login = world.engine
                    .logins()
                    .find(new LoginKey(PoolWorld.POOL, PoolWorld.LOGIN, "alice"))
                    .orElseThrow();
            var identity = world.engine
                    .identities()
                    .find(new IdentityKey(PoolWorld.POOL, now))
                    .orElseThrow();
            assertThat(identity.value().logins())
                    .containsEntry(PoolWorld.LOGIN, new Identity.LoginEntry("alice", login.version()));
        }
    }

    @Nested
    class GetCredentials {
        @Test
        void opensOnesOwnFolderAndNoOther() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();
            IdentityId bob = pool.getId(world.login("bob")).orElseThrow();
            TemporaryCredentials credentials = world.vended("alice");

            assertThat(world.get(credentials, "photos/" + alice + "/a.jpg")).isInstanceOf(GuardOutcome.Allowed.class);
            GuardOutcome denied = world.get(credentials, "photos/" + bob + "/a.jpg");
            assertThat(denied).isInstanceOf(GuardOutcome.Denied.class);
            assertThat(((GuardOutcome.Denied) denied).decision().toString())
                    .contains("AccessDenied", "the resource is another");
            assertThat(world.get(credentials, "public/a.jpg")).isInstanceOf(GuardOutcome.Denied.class);
        }

        @Test
        void ofAGuestReadsWhatIsPublicAndNothingElse() {
            IdentityId guest = pool.getId(Map.of()).orElseThrow();
            TemporaryCredentials credentials =
                    pool.getCredentials(guest, Map.of()).orElseThrow().credentials();

            assertThat(world.get(credentials, "public/a.jpg")).isInstanceOf(GuardOutcome.Allowed.class);
            assertThat(world.get(credentials, "photos/" + guest + "/a.jpg")).isInstanceOf(GuardOutcome.Denied.class);
        }

        @Test
        void endAtTheInstantTheyNameAndNotBefore() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();
            TemporaryCredentials credentials = world.vended("alice");
            assertThat(credentials.expiration()).isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));

            world.clock.advance(Duration.ofHours(1).minusMillis(1));
            assertThat(world.get(credentials, "photos/" + alice + "/a.jpg")).isInstanceOf(GuardOutcome.Allowed.class);
            world.clock.advance(Duration.ofMillis(1));
            assertThat(refusal(world.get(credentials, "photos/" + alice + "/a.jpg"))
                            .code())
                    .isEqualTo(ErrorCode.EXPIRED_TOKEN);
        }

        @Test
        void dieWithTheSignInBehindThem() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();
            TemporaryCredentials credentials = world.vended("alice");
            world.revoke("alice");

            assertThat(world.get(credentials, "photos/" + alice + "/a.jpg")).isInstanceOf(GuardOutcome.Refused.class);
        }

        @Test
        void areNotForAnothersIdentity() {
            IdentityId bob = pool.getId(world.login("bob")).orElseThrow();

            assertThat(code(pool.getCredentials(bob, world.login("alice")))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(pool.getCredentials(bob, Map.of()))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(pool.getCredentials(new IdentityId("us-east-1:nobody"), Map.of())))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }

        @Test
        void areNotForADisabledIdentity() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();
            change(
                    alice,
                    identity ->
                            identity.toBuilder().state(Identity.State.DISABLED).build());

            assertThat(code(pool.getCredentials(alice, world.login("alice")))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void ofARoleThatDoesNotTrustTheCallerAreRefused() {
            pool.roles()
                    .put(PoolWorld.role(PoolWorld.USERS, "unauthenticated", "*"))
                    .orElseThrow();
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();

            assertThat(code(pool.getCredentials(alice, world.login("alice"))))
                    .isEqualTo(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION);
        }

        @Test
        void needARole() {
            PoolWorld empty = new PoolWorld(new InMemoryStores());
            IdentityId alice = empty.pool.getId(empty.login("alice")).orElseThrow();

            assertThat(code(empty.pool.getCredentials(alice, empty.login("alice"))))
                    .isEqualTo(ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION);
        }

        /** CVE-2026-55670: a recycled role name revives nothing. */
        @Test
        void ofADeletedRoleAreNotRevivedByARoleOfTheSameName() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();
            TemporaryCredentials credentials = world.vended("alice");
            pool.roles().delete(PoolWorld.USERS).orElseThrow();
            world.withRoles();

            assertThat(world.get(credentials, "photos/" + alice + "/a.jpg")).isInstanceOf(GuardOutcome.Refused.class);
        }

        private void change(IdentityId id, UnaryOperator<Identity> change) {
            IdentityKey key = new IdentityKey(PoolWorld.POOL, id);
            var row = world.engine.identities().find(key).orElseThrow();
            world.engine
                    .identities()
                    .replace(key, row.version(), change.apply(row.value()), WriteId.random(new UnsafeSeededRandom(1)));
        }

        private static Refusal refusal(GuardOutcome outcome) {
            return ((GuardOutcome.Refused) outcome).refusal();
        }
    }

    @Nested
    class RoleRegistration {
        @Test
        void takesTheSeedsTrustPolicyAsPrinted() {
            assertThat(put(PoolWorld.trust()).asRefusal()).isEmpty();
        }

        /** CVE-2025-59048, CVE-2024-28056: a trust policy that any pool, or anybody, could use is refused. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"StringEquals\": {\"cognito-identity.amazonaws.com:sub\": \"x\"}",
                    "\"StringLike\": {\"cognito-identity.amazonaws.com:aud\": \"*\"}",
                    "\"StringLike\": {\"cognito-identity.amazonaws.com:aud\": \"us-east-1:*\"}",
                    "\"StringEqualsIfExists\": {\"cognito-identity.amazonaws.com:aud\": \"us-east-1:x\"}",
                    "\"StringNotEquals\": {\"cognito-identity.amazonaws.com:aud\": \"us-east-1:x\"}"
                })
        void refusesTrustWithoutAFixedAudience(String condition) {
            String trust = PoolWorld.trust().replaceFirst("\"StringEquals\": \\{[^}]*}", condition.replace("$", "\\$"));

            assertThat(put(trust).asRefusal().orElseThrow())
                    .isEqualTo(Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, "trust.aud"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"StringEquals\": {\"aws:RequestTag/a\": \"b\"}",
                    "\"ForAnyValue:StringLike\": {\"cognito-identity.amazonaws.com:amr\": \"*\"}",
                    "\"ForAllValues:StringLike\": {\"cognito-identity.amazonaws.com:amr\": \"authenticated\"}"
                })
        void refusesTrustInAnyMethodOrNone(String condition) {
            String trust = PoolWorld.trust().replaceFirst("\"ForAnyValue:StringLike\": \\{[^}]*}", condition);
            if (condition.startsWith("\"StringEquals")) {
                trust = PoolWorld.trust().replaceFirst(",\\s*\"ForAnyValue:StringLike\": \\{[^}]*}", "");
            }

            assertThat(put(trust).asRefusal().orElseThrow())
                    .isEqualTo(Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, "trust.amr"));
        }

        @Test
        void refusesAMalformedPermissionPolicyWithThePathOfItsFault() {
            Outcome<?> outcome = pool.roles()
                    .put(RoleDefinition.builder(new RoleName("R"))
                            .trustPolicy(PoolWorld.trust())
                            .permissionPolicy(
                                    "p", "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\"}]}")
                            .build());

            assertThat(code(outcome)).isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
            assertThat(outcome.asRefusal().orElseThrow().rules().get(0)).contains("Statement[0]");
        }

        @Test
        void isSeenByTheGuardWithinTheBound() {
            IdentityId alice = pool.getId(world.login("alice")).orElseThrow();
            TemporaryCredentials credentials = world.vended("alice");
            PoolWorld otherNode = new PoolWorld(world.engine);
            otherNode
                    .pool
                    .roles()
                    .put(PoolWorld.role(PoolWorld.USERS, "authenticated", "nothing/*"))
                    .orElseThrow();

            world.clock.advance(pool.settings().revocationBound());

            assertThat(world.get(credentials, "photos/" + alice + "/a.jpg")).isInstanceOf(GuardOutcome.Denied.class);
        }

        private Outcome<?> put(String trust) {
            return pool.roles()
                    .put(RoleDefinition.builder(new RoleName("R"))
                            .trustPolicy(trust)
                            .build());
        }
    }

    @Nested
    class Guests {
        @Test
        void whoStayAwayAreSweptAndThoseWhoComeAreKept() {
            IdentityId away = pool.getId(Map.of()).orElseThrow();
            IdentityId here = pool.getId(Map.of()).orElseThrow();
            for (int day = 0; day < 91; day++) {
                world.clock.advance(Duration.ofDays(1));
                assertThat(pool.getCredentials(here, Map.of()).asRefusal()).isEmpty();
            }

            assertThat(code(pool.getCredentials(away, Map.of()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(pool.maintain(100)).isEqualTo(1);
            assertThat(pool.getCredentials(here, Map.of()).asRefusal()).isEmpty();
        }

        @Test
        void areRefusedWhereThePoolDoesNotTakeThem() {
            IdentityPool closed = IdentityPool.builder(IdentityPoolSettings.builder(PoolWorld.POOL)
                            .unauthenticatedRole(PoolWorld.GUESTS)
                            .build())
                    .stores(world.engine)
                    .masterKeys(new FixedMasterKeys().load())
                    .vendor(request -> {
                        throw new AssertionError("vended to a guest");
                    })
                    .clock(world.clock)
                    .random(new UnsafeSeededRandom(1))
                    .build();
            IdentityId guest = pool.getId(Map.of()).orElseThrow();

            assertThat(code(closed.getId(Map.of()))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(closed.getCredentials(guest, Map.of()))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }
    }

    @Test
    void rolesAreReadOnceInABoundAndUnknownNamesAreNotKept() {
        CountingStores counting = CountingStores.around(world.engine);
        PoolWorld counted = new PoolWorld(world.engine, counting.stores());
        counting.take();
        for (int i = 0; i < 10; i++) {
            counted.pool.roles().find(PoolWorld.USERS);
            counted.pool.roles().find(new RoleName("unknown" + i));
        }

        assertThat(counting.take()).containsEntry("roles.find", 11);
    }
}
