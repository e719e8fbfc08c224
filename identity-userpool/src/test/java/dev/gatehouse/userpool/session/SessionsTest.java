package dev.gatehouse.userpool.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.hook.PreTokenGeneration;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.token.VerifiedToken;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private final SessionWorld world = new SessionWorld(new InMemoryStores());

    @Nested
    class ASignIn {
        @Test
        void givesTokensWithTheReferenceServicesClaims() {
            TokenSet set = world.signedIn(SessionWorld.WEB);

            VerifiedToken access = world.sessions.verify(set.accessToken()).orElseThrow();
            VerifiedToken id =
                    world.tokens.idTokens().verify(set.idToken().value()).orElseThrow();
            assertThat(access.claims())
                    .containsKeys("sub", "iss", "client_id", "origin_jti", "event_id", "jti", "exp", "iat", "auth_time")
                    .containsEntry("token_use", "access")
                    .containsEntry("version", 2L)
                    .containsEntry("username", "alice-sub")
                    .containsEntry("scope", "aws.cognito.signin.user.admin")
                    .doesNotContainKey("email");
            assertThat(id.claims())
                    .containsEntry("token_use", "id")
                    .containsEntry("email", "alice@example.test")
                    .containsEntry("email_verified", true)
                    .containsEntry("custom:plan", "gold")
                    .containsEntry("cognito:username", "alice-sub")
                    .containsEntry("origin_jti", access.claims().get("origin_jti"))
                    .containsEntry("event_id", access.claims().get("event_id"));
            assertThat(id.tokenId()).isNotEqualTo(access.tokenId());
            assertThat(set).hasToString("TokenSet[redacted]");
        }

        @Test
        void isRefusedIfTheUserSignedOutEverywhereSinceItProvedWhoItIs() {
            var before = world.alice();
            world.sessions.signOutEverywhere(SessionWorld.ALICE).orElseThrow();

            assertThat(code(world.sessions.begin(before, world.app(SessionWorld.WEB))))
                    .isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }
    }

    @Nested
    class ARefresh {
        @Test
        void rotatesAndKeepsTheSignInAndItsTime() {
            TokenSet first = world.signedIn(SessionWorld.WEB);
            world.clock.advance(Duration.ofMinutes(30));

            TokenSet second = refresh(first).orElseThrow();

            VerifiedToken before = world.sessions.verify(first.accessToken()).orElseThrow();
            VerifiedToken after = world.sessions.verify(second.accessToken()).orElseThrow();
            assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
            assertThat(after.family()).isEqualTo(before.family());
            assertThat(after.authenticatedAt()).isEqualTo(before.authenticatedAt());
            assertThat(after.tokenId()).isNotEqualTo(before.tokenId());
        }

        @Test
        void repeatedInsideTheGraceGivesTheSameSuccessor() {
            TokenSet first = world.signedIn(SessionWorld.WEB);
            RefreshToken successor = refresh(first).orElseThrow().refreshToken();
            world.clock.advance(Duration.ofSeconds(15).minusMillis(1)); // grace 10 s, tolerance 5 s

            assertThat(refresh(first).orElseThrow().refreshToken()).isEqualTo(successor);
        }

        @Test
        void repeatedAfterTheGraceRevokesTheWholeFamily() {
            TokenSet first = world.signedIn(SessionWorld.WEB);
            TokenSet second = refresh(first).orElseThrow();
            world.clock.advance(Duration.ofSeconds(15));

            assertThat(code(refresh(first))).isEqualTo(ErrorCode.REFRESH_TOKEN_REUSE);
            assertThat(code(refresh(second))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            world.revocations.refresh();
            assertThat(world.sessions.verify(second.accessToken()).asRefusal()).isPresent();
        }

        @Test
        void withATokenTwoGenerationsOldRevokesEvenInsideTheGrace() {
            TokenSet first = world.signedIn(SessionWorld.WEB);
            TokenSet third = refresh(refresh(first).orElseThrow()).orElseThrow();

            assertThat(code(refresh(first))).isEqualTo(ErrorCode.REFRESH_TOKEN_REUSE);
            assertThat(code(refresh(third))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void withoutRotationMayBeRepeated() {
            TokenSet first = world.signedIn(SessionWorld.STILL);

            assertThat(refresh(first, SessionWorld.STILL).orElseThrow().refreshToken())
                    .isEqualTo(first.refreshToken());
            assertThat(refresh(first, SessionWorld.STILL).asRefusal()).isEmpty();
        }

        @Test
        void endsAtTheInstantThatTheRefreshTokenLifeEnds() {
            TokenSet first = world.signedIn(SessionWorld.WEB);
            world.clock.advance(Duration.ofDays(30).minusMillis(1));
            TokenSet last = refresh(first).orElseThrow();
            world.clock.advance(Duration.ofMillis(1));

            assertThat(code(refresh(last))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        /** CVE-2026-55672: a refresh token redeemed by another client is refused, and the sign-in is over. */
        @Test
        void byAnotherClientIsRefusedAndRevokesTheFamily() {
            TokenSet set = world.signedIn(SessionWorld.WEB);

            assertThat(code(refresh(set, SessionWorld.STRICT))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(refresh(set))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void inAnotherPoolIsRefusedAndHasNoEffect() {
            TokenSet set = world.signedIn(SessionWorld.WEB);
            SessionWorld other =
                    new SessionWorld(world.engine, world.engine, world.clock, new PoolId("local_other"), Hooks.none());

            assertThat(code(other.sessions.refresh(set.refreshToken(), SessionWorld.WEB)))
                    .isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(other.sessions.verify(set.accessToken()).asRefusal()).isPresent();
            assertThat(refresh(set).asRefusal()).isEmpty();
        }

        /** CVE-2026-27840: no strict prefix and no changed character of an opaque token is accepted, or has an effect. */
        @Test
        void ofAnyTruncatedOrChangedTokenIsRefusedAndHasNoEffect() {
            TokenSet set = world.signedIn(SessionWorld.WEB);
            String token = set.refreshToken().value();
            for (int i = 0; i < token.length(); i++) {
                assertRefused(token.substring(0, i));
                assertRefused(token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1));
            }
            assertThat(refresh(set).asRefusal()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\u0000", "\ud800", "a.b.c", "AQ==", "\u202eabc"})
        void ofGarbageIsRefused(String garbage) {
            assertRefused(garbage);
        }

        @Test
        void ofAMegabyteIsRefusedUnread() {
            assertRefused("A".repeat(1 << 20));
        }

        /** CVE-2026-43983: refresh obeys what happened to the user. */
        @TestFactory
        Stream<DynamicTest> isRefusedOnceTheUser() {
            Map<String, UnaryOperator<UserRow>> changes = Map.of(
                    "is disabled",
                    row -> row.toBuilder()
                            .profile(row.profile()
                                    .map(u -> u.toBuilder().enabled(false).build()))
                            .build(),
                    "is being deleted",
                    row -> row.toBuilder().state(UserRow.State.DELETING).build(),
                    "signed out everywhere",
                    row -> row.toBuilder().sessionEpoch(row.sessionEpoch() + 1).build());
            return changes.entrySet().stream()
                    .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                        SessionWorld fresh = new SessionWorld(new InMemoryStores());
                        TokenSet set = fresh.signedIn(SessionWorld.WEB);
                        fresh.change(change.getValue());

                        assertThat(code(fresh.sessions.refresh(set.refreshToken(), SessionWorld.WEB)))
                                .isEqualTo(ErrorCode.NOT_AUTHORIZED);
                        fresh.revocations.refresh();
                        assertThat(fresh.sessions.verify(set.accessToken()).asRefusal())
                                .isPresent();
                    }));
        }

        @Test
        void byEightThreadsAtOnceGivesOneSuccessorInsideTheGrace() {
            for (int round = 0; round < 200; round++) {
                TokenSet set = world.signedIn(SessionWorld.WEB);
                ConcurrentLinkedQueue<RefreshToken> successors = new ConcurrentLinkedQueue<>();

                int answered = Race.of(8, () -> {
                    Outcome<TokenSet> outcome = refresh(set);
                    outcome.map(next -> successors.add(next.refreshToken()));
                    return outcome.asRefusal().isEmpty();
                });

                assertThat(answered).isPositive();
                assertThat(Set.copyOf(successors)).as("round %d", round).hasSize(1);
            }
        }

        @Test
        void byEightThreadsAtOnceWithoutGraceHasOneWinnerAndEndsTheFamily() {
            for (int round = 0; round < 200; round++) {
                TokenSet set = world.signedIn(SessionWorld.STRICT);
                ConcurrentLinkedQueue<RefreshToken> successors = new ConcurrentLinkedQueue<>();

                Race.of(8, () -> {
                    Outcome<TokenSet> outcome = refresh(set, SessionWorld.STRICT);
                    outcome.map(next -> successors.add(next.refreshToken()));
                    return outcome.asRefusal().isEmpty();
                });

                assertThat(successors).as("round %d", round).hasSizeLessThanOrEqualTo(1);
                successors.forEach(next -> assertThat(code(world.sessions.refresh(next, SessionWorld.STRICT)))
                        .isEqualTo(ErrorCode.NOT_AUTHORIZED));
            }
        }
    }

    @Nested
    class ALiveSignIn {
        private FamilyId family(TokenSet set) {
            return world.sessions
                    .verify(set.accessToken())
                    .orElseThrow()
                    .family()
                    .orElseThrow();
        }

        private boolean live(FamilyId family) {
            return world.sessions.isLive(SessionWorld.ALICE, family);
        }

        @Test
        void isOneThatNobodyEnded() {
            TokenSet revoked = world.signedIn(SessionWorld.WEB);
            FamilyId other = family(revoked);
            FamilyId mine = family(world.signedIn(SessionWorld.WEB));
            assertThat(live(mine)).isTrue();

            world.sessions.revoke(revoked.refreshToken(), SessionWorld.WEB).orElseThrow();
            assertThat(live(other)).isFalse();
            assertThat(live(mine)).isTrue();

            world.sessions.signOutEverywhere(SessionWorld.ALICE).orElseThrow();
            assertThat(live(mine)).isFalse();
            assertThat(live(new FamilyId("unknown"))).isFalse();
        }

        @Test
        void isNotOneOfADisabledUser() {
            FamilyId mine = family(world.signedIn(SessionWorld.WEB));
            world.change(row -> row.toBuilder()
                    .profile(row.profile()
                            .map(user -> user.toBuilder().enabled(false).build()))
                    .build());

            assertThat(live(mine)).isFalse();
        }
    }

    @Nested
    class Revocation {
        @Test
        void endsRefreshAtOnceAndAccessTokensWithinTheBound() {
            TokenSet set = world.signedIn(SessionWorld.WEB);
            assertThat(world.sessions.verify(set.accessToken()).asRefusal()).isEmpty();

            world.sessions.revoke(set.refreshToken(), SessionWorld.WEB).orElseThrow();

            assertThat(code(refresh(set))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            world.clock.advance(world.context.settings().revocationBound());
            assertThat(world.sessions.verify(set.accessToken()).asRefusal()).isPresent();
        }

        @Test
        void leavesOtherSignInsAlone() {
            TokenSet one = world.signedIn(SessionWorld.WEB);
            TokenSet other = world.signedIn(SessionWorld.WEB);

            world.sessions.revoke(one.refreshToken(), SessionWorld.WEB).orElseThrow();

            assertThat(refresh(other).asRefusal()).isEmpty();
        }

        @Test
        void ofGarbageAnswersAlikeAndHasNoEffect() {
            assertThat(world.sessions
                            .revoke(RefreshToken.of("nonsense"), SessionWorld.WEB)
                            .asRefusal())
                    .isEmpty();
        }

        @Test
        void everywhereEndsEverySignInOfTheUser() {
            TokenSet one = world.signedIn(SessionWorld.WEB);
            TokenSet other = world.signedIn(SessionWorld.STILL);

            world.sessions.globalSignOut(one.accessToken()).orElseThrow();

            assertThat(code(refresh(one))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            assertThat(code(refresh(other, SessionWorld.STILL))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            world.clock.advance(world.context.settings().revocationBound());
            assertThat(world.sessions.verify(one.accessToken()).asRefusal()).isPresent();
            assertThat(world.sessions.verify(other.accessToken()).asRefusal()).isPresent();
        }

        /** CVE-2020-15223: a revocation that was not stored is raised, not hidden. */
        @Test
        void thatTheStoreDoesNotTakeIsRaised() {
            TokenSet set = world.signedIn(SessionWorld.WEB);
            var failing = dev.gatehouse.spi.store.InterceptedStores.around(
                    world.engine, new dev.gatehouse.spi.store.StoreInterceptor() {
                        @Override
                        public <T> T call(
                                dev.gatehouse.spi.store.StoreVerb verb, java.util.function.Supplier<T> proceed) {
                            if (verb.toString().equals("tokenFamilies.revoke")) {
                                throw new StoreException("down");
                            }
                            return proceed.get();
                        }
                    });
            SessionWorld faulty =
                    new SessionWorld(world.engine, failing, world.clock, world.context.pool(), Hooks.none());

            assertThatThrownBy(() -> faulty.sessions.revoke(set.refreshToken(), SessionWorld.WEB))
                    .isInstanceOf(StoreException.class);
            assertThat(refresh(set).asRefusal()).isEmpty();
        }
    }

    @Nested
    class TheTokenHook {
        @Test
        void addsAndSuppressesClaims() {
            SessionWorld hooked = hooked(new PreTokenGeneration.Changes(
                    Map.of("tier", "gold"), Set.of("custom:plan"), Map.of("tenant", "t1"), Set.of()));
            TokenSet set = hooked.signedIn(SessionWorld.WEB);

            assertThat(hooked.tokens
                            .idTokens()
                            .verify(set.idToken().value())
                            .orElseThrow()
                            .claims())
                    .containsEntry("tier", "gold")
                    .doesNotContainKey("custom:plan");
            assertThat(hooked.sessions.verify(set.accessToken()).orElseThrow().claims())
                    .containsEntry("tenant", "t1");
        }

        /** CVE-2024-29892: a hook cannot override what decides who the user is. */
        @ParameterizedTest
        @ValueSource(strings = {"sub", "iss", "aud", "token_use", "exp", "origin_jti", "cognito:groups", "cognito:x"})
        void cannotTouchAReservedClaim(String claim) {
            for (var changes : new PreTokenGeneration.Changes[] {
                new PreTokenGeneration.Changes(Map.of(claim, "x"), Set.of(), Map.of(), Set.of()),
                new PreTokenGeneration.Changes(Map.of(), Set.of(claim), Map.of(), Set.of()),
                new PreTokenGeneration.Changes(Map.of(), Set.of(), Map.of(claim, "x"), Set.of()),
                new PreTokenGeneration.Changes(Map.of(), Set.of(), Map.of(), Set.of(claim))
            }) {
                SessionWorld hooked = hooked(changes);

                assertThat(code(hooked.sessions.begin(hooked.alice(), hooked.app(SessionWorld.WEB))))
                        .isEqualTo(ErrorCode.USER_LAMBDA_VALIDATION);
            }
        }

        @Test
        void thatThrowsEndsTheSignIn() {
            SessionWorld hooked = new SessionWorld(
                    world.engine,
                    world.engine,
                    world.clock,
                    world.context.pool(),
                    Hooks.builder()
                            .preTokenGeneration(event -> {
                                throw new IllegalArgumentException("bug");
                            })
                            .build());

            assertThat(code(hooked.sessions.begin(hooked.alice(), hooked.app(SessionWorld.WEB))))
                    .isEqualTo(ErrorCode.USER_LAMBDA_VALIDATION);
        }

        private SessionWorld hooked(PreTokenGeneration.Changes changes) {
            return new SessionWorld(
                    world.engine,
                    world.engine,
                    world.clock,
                    world.context.pool(),
                    Hooks.builder().preTokenGeneration(event -> changes).build());
        }
    }

    private Outcome<TokenSet> refresh(TokenSet set) {
        return refresh(set, SessionWorld.WEB);
    }

    private Outcome<TokenSet> refresh(TokenSet set, dev.gatehouse.ClientId client) {
        return world.sessions.refresh(set.refreshToken(), client);
    }

    private void assertRefused(String token) {
        Outcome<TokenSet> outcome = world.sessions.refresh(RefreshToken.of(token), SessionWorld.WEB);
        assertThat(outcome.asRefusal().map(Refusal::code)).contains(ErrorCode.NOT_AUTHORIZED);
    }

    private static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code).orElseThrow(() -> new AssertionError("was not refused"));
    }
}
