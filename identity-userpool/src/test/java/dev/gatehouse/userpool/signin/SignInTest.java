package dev.gatehouse.userpool.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.hook.HookVerdict;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.AuthenticatorKey;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private static final ClientId WEB = new ClientId("web");
    private static final ClientId SERVER = new ClientId("server");
    private static final String PASSWORD = "a photograph of nothing at all";
    private static final String ALICE = "alice@example.test";
    private static final MasterKeys KEYS = new FixedMasterKeys().load();

    private final SecureRandom random = new UnsafeSeededRandom(11);
    private final FakeClock clock = new FakeClock();
    private final RecordingSender sender = new RecordingSender();
    private final CountingStores stores = CountingStores.around(new InMemoryStores());
    private final PasswordHasher hasher =
            PasswordHasher.builder(random).unsafeCost(8, 1, 1).build();
    private final UserPool pool = open(settings -> settings, Hooks.none());

    private UserPool open(UnaryOperator<UserPoolSettings.Builder> change, Hooks hooks) {
        return open(change, hooks, hasher);
    }

    private UserPool open(UnaryOperator<UserPoolSettings.Builder> change, Hooks hooks, PasswordHasher hasher) {
        UserPoolSettings.Builder settings = UserPoolSettings.builder(
                        new PoolId("local_photos"), URI.create("https://auth.example.test/local_photos"))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .client(AppClient.builder(SERVER)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .authFlows(Set.of(AuthFlow.ADMIN_USER_PASSWORD_AUTH))
                        .build());
        return UserPool.builder(change.apply(settings).build())
                .stores(stores.stores())
                .masterKeys(KEYS)
                .sender(sender)
                .clock(clock)
                .random(random)
                .hasher(hasher)
                .hooks(hooks)
                .build();
    }

    private void member(String email) {
        register(email);
        pool.signUp()
                .confirm(ConfirmRequest.of(email, Secret.of(sender.lastCode(email))))
                .orElseThrow();
    }

    private void register(String email) {
        pool.signUp()
                .register(RegisterRequest.builder(WEB)
                        .username(email)
                        .password(Secret.of(PASSWORD))
                        .build())
                .orElseThrow();
        pool.maintenance().run(100);
    }

    private SignInOutcome signIn(String name, String password) {
        return signIn(pool, name, password);
    }

    private static SignInOutcome signIn(UserPool at, String name, String password) {
        return at.signIn().start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, name, Secret.of(password)));
    }

    private static ErrorCode code(SignInOutcome outcome) {
        return refusal(outcome).code();
    }

    private static Refusal refusal(SignInOutcome outcome) {
        return outcome.fold(
                signedIn -> {
                    throw new AssertionError("was signed in");
                },
                challenge -> {
                    throw new AssertionError("was challenged");
                },
                SignInOutcome.Refused::refusal);
    }

    @Nested
    class WithAPassword {
        @Test
        void aConfirmedUserGetsTokens() {
            member(ALICE);

            assertThat(pool.sessions()
                            .verify(signIn(ALICE, PASSWORD).orElseThrow().accessToken())
                            .asRefusal())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"ALICE@EXAMPLE.TEST", "Alice@example.Test"})
        void everySpellingOfTheNameIsTheSameUser(String spelling) {
            member(ALICE);

            assertThat(signIn(spelling, PASSWORD)).isInstanceOf(SignInOutcome.Authenticated.class);
        }

        @Test
        void aWrongPasswordIsRefused() {
            member(ALICE);

            assertThat(code(signIn(ALICE, PASSWORD + "x"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void aFlowThatTheClientDoesNotAllowIsRefused() {
            member(ALICE);

            assertThat(code(pool.signIn()
                            .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, SERVER, ALICE, Secret.of(PASSWORD)))))
                    .isEqualTo(ErrorCode.UNSUPPORTED_OPERATION);
            assertThat(code(pool.signIn()
                            .start(new SignInRequest(
                                    AuthFlow.USER_PASSWORD_AUTH,
                                    new ClientId("elsewhere"),
                                    ALICE,
                                    Secret.of(PASSWORD)))))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }

        /** CVE-2026-9798: a disabled user is refused with the right password too. */
        @Test
        void aDisabledUserIsRefused() {
            member(ALICE);
            pool.admin().disable(ALICE).orElseThrow();

            assertThat(code(signIn(ALICE, PASSWORD))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void aUserWhosePasswordWasResetMustRecoverFirst() {
            member(ALICE);
            pool.admin().resetPassword(ALICE).orElseThrow();

            assertThat(code(signIn(ALICE, PASSWORD))).isEqualTo(ErrorCode.PASSWORD_RESET_REQUIRED);
        }

        @Test
        void aHashBehindTheParametersIsRenewed() {
            member(ALICE);
            UserPool stronger = open(
                    s -> s,
                    Hooks.none(),
                    PasswordHasher.builder(random).unsafeCost(16, 1, 1).build());
            PasswordHash before = stored();

            signIn(stronger, ALICE, PASSWORD).orElseThrow();

            assertThat(stored()).isNotEqualTo(before);
            assertThat(stored().encoded()).contains("m=16");
            assertThat(signIn(stronger, ALICE, PASSWORD)).isInstanceOf(SignInOutcome.Authenticated.class);
        }

        private PasswordHash stored() {
            var id = pool.admin().get(ALICE).orElseThrow().id();
            return ((PasswordAuthenticator) stores.stores()
                            .authenticators()
                            .find(new AuthenticatorKey(new PoolId("local_photos"), id, "password"))
                            .orElseThrow()
                            .value())
                    .hash();
        }
    }

    @Nested
    class Masked {
        /** CVE-2025-6011, CVE-2026-23511, CVE-2024-41952: equal answers from equal work. */
        @Test
        void anAbsentUserCostsTheSameVerbsHashesAndMessagesAsAWrongPassword() {
            member(ALICE);
            signIn(ALICE, "wrong"); // both counters exist from here on
            signIn("nobody@example.test", "wrong");
            stores.take();
            long hashes = hasher.admitted();

            Refusal present = refusal(signIn(ALICE, "wrong"));
            Map<String, Integer> verbsForPresent = stores.take();
            long hashesForPresent = hasher.admitted() - hashes;
            Refusal absent = refusal(signIn("nobody@example.test", "wrong"));
            Map<String, Integer> verbsForAbsent = stores.take();

            assertThat(hashesForPresent).isEqualTo(1);
            assertThat(hasher.admitted() - hashes - hashesForPresent).isEqualTo(1);

            assertThat(absent).isEqualTo(present);
            assertThat(verbsForAbsent).isEqualTo(verbsForPresent).isNotEmpty();
        }

        /** CVE-2025-22234: a password over 72 bytes costs as much for an absent user as for a present one. */
        @Test
        void aLongPasswordCostsOneHashWhetherOrNotTheUserExists() {
            member(ALICE);
            for (int length : new int[] {72, 73, 200}) {
                long before = hasher.admitted();
                Refusal present = refusal(signIn(ALICE, "x".repeat(length)));
                long middle = hasher.admitted();
                Refusal absent = refusal(signIn("nobody@example.test", "x".repeat(length)));

                assertThat(absent).isEqualTo(present);
                assertThat(middle - before).isEqualTo(1);
                assertThat(hasher.admitted() - middle).isEqualTo(1);
            }
        }

        @Test
        void anUnconfirmedUserIsRefusedLikeAWrongPasswordAndGetsAFreshCodeByMail() {
            register(ALICE);
            sender.clear();

            assertThat(code(signIn(ALICE, PASSWORD))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            pool.maintenance().run(100);

            assertThat(sender.to(ALICE)).hasSize(1);
            assertThat(sender.to(ALICE).get(0).kind()).isEqualTo(MessageKind.UNCONFIRMED_SIGN_IN);
            pool.signUp()
                    .confirm(ConfirmRequest.of(ALICE, Secret.of(sender.lastCode(ALICE))))
                    .orElseThrow();
            assertThat(signIn(ALICE, PASSWORD)).isInstanceOf(SignInOutcome.Authenticated.class);
        }

        @Test
        void anUnconfirmedUserIsToldInAReferencePool() {
            register(ALICE);
            UserPool reference = open(s -> s.masking(Masking.REFERENCE), Hooks.none());

            assertThat(code(signIn(reference, ALICE, PASSWORD))).isEqualTo(ErrorCode.USER_NOT_CONFIRMED);
            assertThat(code(signIn(reference, ALICE, "wrong"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }
    }

    @Nested
    class Throttled {
        @Test
        void fiveFailuresAreFreeAndTheSixthWaitsWithoutAnyWrite() {
            member(ALICE);
            for (int i = 0; i < 5; i++) {
                assertThat(code(signIn(ALICE, "wrong"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
            }
            stores.take();

            Refusal blocked = refusal(signIn(ALICE, PASSWORD));

            assertThat(blocked.code()).isEqualTo(ErrorCode.TOO_MANY_FAILED_ATTEMPTS);
            assertThat(blocked.retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(stores.take().keySet()).allMatch(verb -> verb.endsWith(".find"));
            clock.advance(Duration.ofSeconds(1));
            assertThat(signIn(ALICE, PASSWORD)).isInstanceOf(SignInOutcome.Authenticated.class);
        }

        @Test
        void aSuccessForgetsTheFailures() {
            member(ALICE);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 4; i++) {
                    signIn(ALICE, "wrong");
                }
                assertThat(signIn(ALICE, PASSWORD)).isInstanceOf(SignInOutcome.Authenticated.class);
            }
        }

        /** CVE-2025-6004: the counter belongs to the user, not to the spelling of its name. */
        @Test
        void everySpellingSharesOneCounter() {
            member(ALICE);
            for (String spelling : new String[] {ALICE, "ALICE@example.test", "alice@EXAMPLE.test", ALICE, ALICE}) {
                signIn(spelling, "wrong");
            }

            assertThat(code(signIn("Alice@Example.Test", PASSWORD))).isEqualTo(ErrorCode.TOO_MANY_FAILED_ATTEMPTS);
        }

        @Test
        void anAbsentNameIsThrottledAlike() {
            for (int i = 0; i < 5; i++) {
                signIn("nobody@example.test", "wrong");
            }

            assertThat(code(signIn("nobody@example.test", "wrong"))).isEqualTo(ErrorCode.TOO_MANY_FAILED_ATTEMPTS);
        }

        /** CVE-2019-5421: 64 parallel guesses do not get more comparisons than the threshold. */
        @Test
        void parallelGuessesGetNoMoreThanTheThreshold() {
            member(ALICE);

            int compared = Race.of(64, () -> code(signIn(ALICE, "wrong")) == ErrorCode.NOT_AUTHORIZED);

            assertThat(compared).isLessThanOrEqualTo(5);
        }
    }

    @Nested
    class ATemporaryPassword {
        private static final String TEMPORARY = "temporary pass phrase one";
        private static final String CHOSEN = "a phrase of my own choice";

        private SignInOutcome.ChallengeRequired challenged() {
            pool.admin()
                    .create(CreateUserRequest.builder(ALICE)
                            .temporaryPassword(Secret.of(TEMPORARY))
                            .build())
                    .orElseThrow();
            return challenge();
        }

        private SignInOutcome.ChallengeRequired challenge() {
            return (SignInOutcome.ChallengeRequired) signIn(ALICE, TEMPORARY);
        }

        @Test
        void mustBeReplacedBeforeThereAreTokens() {
            SignInOutcome.ChallengeRequired challenge = challenged();
            assertThat(challenge.challenge()).isEqualTo(ChallengeName.NEW_PASSWORD_REQUIRED);

            SignInOutcome outcome = pool.signIn().answerNewPassword(WEB, challenge.session(), Secret.of(CHOSEN));

            assertThat(outcome).isInstanceOf(SignInOutcome.Authenticated.class);
            assertThat(signIn(ALICE, CHOSEN)).isInstanceOf(SignInOutcome.Authenticated.class);
            assertThat(code(signIn(ALICE, TEMPORARY))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void isReplacedOnceByOneSession() {
            for (int round = 0; round < 20; round++) {
                pool.admin().delete(ALICE);
                SignInSession session = challenged().session();

                int winners = Race.of(
                        8,
                        runner -> pool.signIn().answerNewPassword(WEB, session, Secret.of(CHOSEN + runner))
                                instanceof SignInOutcome.Authenticated);

                assertThat(winners).as("round %d", round).isEqualTo(1);
            }
        }

        @Test
        void leavesTheSessionUsableAfterARefusedProposal() {
            SignInSession session = challenged().session();

            assertThat(code(pool.signIn().answerNewPassword(WEB, session, Secret.of("short"))))
                    .isEqualTo(ErrorCode.INVALID_PASSWORD);
            assertThat(pool.signIn().answerNewPassword(WEB, session, Secret.of(CHOSEN)))
                    .isInstanceOf(SignInOutcome.Authenticated.class);
        }

        @Test
        void cannotBeChosenAgain() {
            SignInSession session = challenged().session();

            assertThat(code(pool.signIn().answerNewPassword(WEB, session, Secret.of(TEMPORARY))))
                    .isEqualTo(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION);
        }

        @Test
        void isAskedForWithASessionThatEndsAfterThreeMinutes() {
            SignInSession session = challenged().session();
            clock.advance(Duration.ofMinutes(3));

            assertThat(code(pool.signIn().answerNewPassword(WEB, session, Secret.of(CHOSEN))))
                    .isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        /** CVE-2025-64103: a session is good for its client, its pool and its user alone. */
        @Test
        void isAskedForWithASessionThatNoOtherClientCanUse() {
            SignInSession session = challenged().session();

            assertThat(code(pool.signIn().answerNewPassword(SERVER, session, Secret.of(CHOSEN))))
                    .isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }

        /** CVE-2026-27840: no strict prefix and no changed character of a session opens. */
        @Test
        void isAskedForWithASessionThatCannotBeChanged() {
            String session = challenged().session().value();
            for (int i = 0; i < session.length(); i++) {
                String changed =
                        session.substring(0, i) + (session.charAt(i) == 'A' ? 'B' : 'A') + session.substring(i + 1);
                for (String forged : new String[] {session.substring(0, i), changed}) {
                    assertThat(code(pool.signIn().answerNewPassword(WEB, SignInSession.of(forged), Secret.of(CHOSEN))))
                            .isEqualTo(ErrorCode.NOT_AUTHORIZED);
                }
            }
            assertThat(session.length()).isLessThanOrEqualTo(SignInSession.MAX_LENGTH);
        }

        @Test
        void endsAfterItsValidity() {
            challenged();
            clock.advance(Duration.ofDays(7));

            assertThat(code(signIn(ALICE, TEMPORARY))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        }
    }

    @Nested
    class WithHooks {
        @Test
        void thePreAuthenticationHookMayRefuse() {
            member(ALICE);
            UserPool hooked = open(
                    s -> s,
                    Hooks.builder()
                            .preAuthentication(event -> HookVerdict.refuse("not-on-sundays"))
                            .build());

            assertThat(refusal(signIn(hooked, ALICE, PASSWORD)))
                    .isEqualTo(Refusal.of(ErrorCode.USER_LAMBDA_VALIDATION, "not-on-sundays"));
        }

        @Test
        void aFailingPostAuthenticationHookDoesNotUndoTheSignIn() {
            member(ALICE);
            UserPool hooked = open(
                    s -> s,
                    Hooks.builder()
                            .postAuthentication(event -> {
                                throw new IllegalStateException("down");
                            })
                            .build());

            assertThat(signIn(hooked, ALICE, PASSWORD)).isInstanceOf(SignInOutcome.Authenticated.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "\ud800", "\u202ealice@example.test", "a@b@c", "alice"})
    void hostileNamesAndPasswordsAreRefusedAlike(String hostile) {
        member(ALICE);

        assertThat(code(signIn(hostile, PASSWORD))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(code(signIn(ALICE, hostile))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
        assertThat(code(signIn(hostile + "a".repeat(1 << 20), PASSWORD))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    }
}
