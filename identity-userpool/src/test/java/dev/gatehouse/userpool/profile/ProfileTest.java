package dev.gatehouse.userpool.profile;

import static dev.gatehouse.userpool.support.AccountBench.LOOSE;
import static dev.gatehouse.userpool.support.AccountBench.refusal;
import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.userpool.support.AccountBench;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final String ANNA = "anna@example.org";
    private static final String NEW = "new@example.org";

    private final AccountBench bench = AccountBench.of(emailPool());
    private final UserId anna = bench.pool.member(ANNA);
    private final AccessToken token = bench.token(anna);

    private Outcome<Updated> change(AccountBench at, AccessToken with, String email) {
        return at.profile.update(with, Map.of("email", email), Set.of());
    }

    private static Outcome<Done> verify(AccountBench at, AccessToken with, String code) {
        return at.profile.verify(with, "email", Secret.of(code));
    }

    private List<MessageKind> sentTo(String address) {
        bench.pool.delivery.run(100);
        return bench.pool.sender.to(address).stream().map(Message::kind).toList();
    }

    @Nested
    class Reading {
        @Test
        void getReturnsTheUser() {
            User user = bench.profile.get(token).orElseThrow();
            assertThat(user.id()).isEqualTo(anna);
            assertThat(user.attribute("email")).contains(ANNA);
        }

        @Test
        void getShowsOnlyWhatTheClientMayRead() {
            AccountBench other = AccountBench.of(emailPool()
                    .client(AppClient.builder(new ClientId("narrow"))
                            .readableAttributes(Set.of("nickname"))
                            .build()));
            UserId id = other.pool.member(ANNA);
            other.profile
                    .update(other.token(id), Map.of("nickname", "An"), Set.of())
                    .orElseThrow();

            AccessToken narrow = other.signIn(id, "narrow").accessToken();
            assertThat(other.profile.get(narrow).orElseThrow().attributes()).isEqualTo(Map.of("nickname", "An"));
        }
    }

    @Nested
    class Refusing {
        private void refusedEverywhere(AccountBench at, AccessToken bad, ErrorCode expected) {
            assertThat(refusal(at.profile.get(bad))).contains(expected);
            assertThat(refusal(change(at, bad, NEW))).contains(expected);
            assertThat(refusal(at.profile.resendCode(bad, "email"))).contains(expected);
            assertThat(refusal(verify(at, bad, "123456"))).contains(expected);
            assertThat(refusal(at.profile.changePassword(
                            bad, Secret.of(PoolBench.PASSWORD), Secret.of(PoolBench.OTHER_PASSWORD))))
                    .contains(expected);
            assertThat(refusal(at.profile.delete(bad))).contains(expected);
        }

        @Test
        void anotherPoolsTokenIsRefused() {
            AccountBench other = AccountBench.of(namePool());
            UserId id = other.pool.member("anna", ANNA);
            refusedEverywhere(bench, other.token(id), ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void row27TheTokenOfADisabledUserIsRefusedOnEveryPathEvenBeforeItsRevocationIsSeen() {
            bench.pool.changeRow(
                    anna,
                    row -> row.toBuilder()
                            .profile(row.profile().orElseThrow().toBuilder()
                                    .enabled(false)
                                    .build())
                            .build());
            refusedEverywhere(bench, token, ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void theTokenOfADeletedUserIsRefused() {
            bench.profile.delete(token).orElseThrow();
            refusedEverywhere(bench, token, ErrorCode.NOT_AUTHORIZED);
        }

        @Test
        void row15DisablingADeletingAndSigningOutMakeTheNextRefreshFail() {
            var first = bench.signIn(anna);
            bench.admin.signOutEverywhere(ANNA).orElseThrow();
            assertThat(refusal(bench.sessions.refresh(first.refreshToken(), PoolBench.CLIENT)))
                    .contains(ErrorCode.NOT_AUTHORIZED);
            var second = bench.signIn(anna);
            bench.admin.disable(ANNA).orElseThrow();
            assertThat(refusal(bench.sessions.refresh(second.refreshToken(), PoolBench.CLIENT)))
                    .contains(ErrorCode.NOT_AUTHORIZED);
            bench.admin.enable(ANNA).orElseThrow();
            assertThat(refusal(bench.sessions.refresh(second.refreshToken(), PoolBench.CLIENT)))
                    .contains(ErrorCode.NOT_AUTHORIZED);
            var third = bench.signIn(anna);
            bench.admin.delete(ANNA).orElseThrow();
            assertThat(refusal(bench.sessions.refresh(third.refreshToken(), PoolBench.CLIENT)))
                    .contains(ErrorCode.NOT_AUTHORIZED);
        }
    }

    @Nested
    class Updating {
        @Test
        void plainAttributesChangeAtOnceAndCanBeRemoved() {
            assertThat(bench.profile
                            .update(token, Map.of("nickname", "An", "name", "Anna"), Set.of())
                            .orElseThrow()
                            .codeDeliveries())
                    .isEmpty();
            bench.profile.update(token, Map.of(), Set.of("nickname")).orElseThrow();
            User user = bench.profile.get(token).orElseThrow();
            assertThat(user.attribute("name")).contains("Anna");
            assertThat(user.attribute("nickname")).isEmpty();
        }

        @Test
        void row32TheVerifiedFlagsAreNeverWrittenOnTheUsersWord() {
            for (String flag : List.of("email_verified", "phone_number_verified", "sub", "identities")) {
                assertThat(refusal(bench.profile.update(token, Map.of(flag, "true"), Set.of())))
                        .as(flag)
                        .contains(ErrorCode.INVALID_PARAMETER);
                assertThat(refusal(bench.profile.update(token, Map.of(), Set.of(flag))))
                        .as(flag)
                        .contains(ErrorCode.INVALID_PARAMETER);
            }
        }

        @Test
        void aClientWritesOnlyItsWritableAttributes() {
            AccountBench other = AccountBench.of(emailPool()
                    .client(AppClient.builder(new ClientId("narrow"))
                            .writableAttributes(Set.of("nickname"))
                            .build()));
            UserId id = other.pool.member(ANNA);
            AccessToken narrow = other.signIn(id, "narrow").accessToken();
            assertThat(refusal(change(other, narrow, NEW))).contains(ErrorCode.INVALID_PARAMETER);
            other.profile.update(narrow, Map.of("nickname", "An"), Set.of()).orElseThrow();
        }

        @Test
        void row33TheOldAddressStaysActiveUntilTheNewOneIsConfirmed() {
            assertThat(change(bench, token, NEW).orElseThrow().codeDeliveries()).hasSize(1);

            User waiting = bench.profile.get(token).orElseThrow();
            assertThat(waiting.attribute("email")).contains(ANNA);
            assertThat(waiting.attribute("email_verified")).contains("true");
            assertThat(bench.owner(ANNA)).contains(anna);
            assertThat(bench.owner(NEW)).isEmpty();

            verify(bench, token, bench.code(NEW)).orElseThrow();
            User changed = bench.profile.get(token).orElseThrow();
            assertThat(changed.attribute("email")).contains(NEW);
            assertThat(changed.attribute("email_verified")).contains("true");
            assertThat(bench.owner(NEW)).contains(anna);
            assertThat(bench.owner(ANNA)).isEmpty();
            assertThat(sentTo(ANNA)).contains(MessageKind.ADDRESS_CHANGED);
            bench.pool.member(ANNA);
        }

        @Test
        void namingThePresentAddressDropsTheChangeThatWaits() {
            change(bench, token, NEW).orElseThrow();
            String code = bench.code(NEW);
            change(bench, token, ANNA).orElseThrow();
            assertThat(refusal(verify(bench, token, code))).contains(ErrorCode.INVALID_PARAMETER);
            assertThat(bench.owner(ANNA)).contains(anna);
        }

        @Test
        void theAddressThatIsTheUserNameCannotBeRemoved() {
            assertThat(refusal(bench.profile.update(token, Map.of(), Set.of("email"))))
                    .contains(ErrorCode.INVALID_PARAMETER);
        }

        @Test
        void messagesAreLimited() {
            Outcome<?> last = Outcome.done();
            for (int i = 0; i < 6; i++) {
                last = change(bench, token, "new" + i + "@example.org");
            }
            assertThat(refusal(last)).contains(ErrorCode.LIMIT_EXCEEDED);
        }

        @Test
        void whereAnAddressIsNoNameNoClaimIsMade() {
            AccountBench plain = AccountBench.of(emailPool().usernameKind(UsernameKind.USERNAME));
            UserId id = plain.pool.member("anna", ANNA);
            AccessToken with = plain.token(id);
            change(plain, with, NEW).orElseThrow();
            verify(plain, with, plain.code(NEW)).orElseThrow();
            assertThat(plain.profile.get(with).orElseThrow().attribute("email")).contains(NEW);
            assertThat(plain.pool
                            .stores
                            .aliases()
                            .page(plain.context.pool(), Optional.empty(), 10)
                            .items())
                    .extracting(row -> row.key().kind())
                    .containsExactly(AliasKind.USERNAME);
        }

        @Test
        void aPreferredUserNameIsClaimedAtOnceAndTheOldOneIsFree() {
            AccountBench names = AccountBench.of(namePool().aliases(Set.of(AliasKind.PREFERRED_USERNAME)));
            UserId one = names.pool.member("anna", ANNA);
            UserId two = names.pool.member("berta", "berta@example.org");
            names.profile
                    .update(names.token(one), Map.of("preferred_username", "ann"), Set.of())
                    .orElseThrow();
            assertThat(names.owner("ann")).contains(one);
            assertThat(refusal(names.profile.update(names.token(two), Map.of("preferred_username", "ANN"), Set.of())))
                    .contains(ErrorCode.ALIAS_EXISTS);
            names.profile
                    .update(names.token(one), Map.of(), Set.of("preferred_username"))
                    .orElseThrow();
            names.profile
                    .update(names.token(two), Map.of("preferred_username", "ann"), Set.of())
                    .orElseThrow();
            assertThat(names.owner("ann")).contains(two);
        }
    }

    @Nested
    class Verifying {
        @Test
        void row31ACodeCountsForTheVeryRequestItWasSentFor() {
            change(bench, token, "mine@example.org").orElseThrow();
            String code = bench.code("mine@example.org");
            change(bench, token, "victim@example.org").orElseThrow();

            assertThat(refusal(verify(bench, token, code))).contains(ErrorCode.CODE_MISMATCH);
            assertThat(bench.owner("victim@example.org")).isEmpty();
        }

        @Test
        void row31NoInterleavingOfRequestsAndCodesConfirmsAVictimsAddress() {
            AccountBench loose =
                    AccountBench.of(emailPool().messageThrottle(LOOSE).codeThrottle(LOOSE));
            UserId attacker = loose.pool.member("attacker@example.org");
            AccessToken with = loose.token(attacker);
            for (int round = 0; round < 20; round++) {
                String mine = "mine" + round + "@example.org";
                change(loose, with, mine).orElseThrow();
                String code = loose.code(mine);
                Race.of(
                        32,
                        runner -> runner % 2 == 0
                                ? refusal(change(loose, with, "victim@example.org"))
                                        .isEmpty()
                                : refusal(verify(loose, with, code)).isEmpty());
                assertThat(loose.owner("victim@example.org")).isEmpty();
                assertThat(loose.profile.get(with).orElseThrow().attribute("email"))
                        .isNotEqualTo(Optional.of("victim@example.org"));
            }
        }

        @Test
        void anotherUsersCodeIsRefused() {
            UserId berta = bench.pool.member("berta@example.org");
            change(bench, token, NEW).orElseThrow();
            String code = bench.code(NEW);
            AccessToken hers = bench.token(berta);
            change(bench, hers, NEW).orElseThrow();
            assertThat(refusal(verify(bench, hers, code))).contains(ErrorCode.CODE_MISMATCH);
        }

        @Test
        void aTakenAddressIsToldAfterTheCodeAndTheCodeStaysGood() {
            change(bench, token, NEW).orElseThrow();
            String code = bench.code(NEW);
            UserId rival = bench.pool.member(NEW);
            assertThat(refusal(verify(bench, token, code))).contains(ErrorCode.ALIAS_EXISTS);
            new dev.gatehouse.userpool.internal.deletion.Deletion(bench.context)
                    .delete(rival)
                    .orElseThrow();
            verify(bench, token, code).orElseThrow();
            assertThat(bench.owner(NEW)).contains(anna);
        }

        @Test
        void aUsedCodeAnExpiredCodeAndNoRequestAreRefused() {
            assertThat(refusal(verify(bench, token, "123456"))).contains(ErrorCode.INVALID_PARAMETER);
            change(bench, token, NEW).orElseThrow();
            String code = bench.code(NEW);
            assertThat(refusal(verify(bench, token, PoolBench.wrong(code)))).contains(ErrorCode.CODE_MISMATCH);
            bench.pool.later(bench.context.settings().codeLife());
            assertThat(refusal(verify(bench, bench.token(anna), code))).contains(ErrorCode.EXPIRED_CODE);
        }

        @Test
        void aResentCodeIsTheSameAndWorks() {
            change(bench, token, NEW).orElseThrow();
            String code = bench.code(NEW);
            bench.profile.resendCode(token, "email").orElseThrow();
            assertThat(bench.code(NEW)).isEqualTo(code);
            verify(bench, token, code).orElseThrow();
        }

        @Test
        void codesAreLimited() {
            change(bench, token, NEW).orElseThrow();
            String code = bench.code(NEW);
            for (int i = 0; i < 6; i++) {
                verify(bench, token, PoolBench.wrong(code));
            }
            assertThat(refusal(verify(bench, token, code))).contains(ErrorCode.TOO_MANY_FAILED_ATTEMPTS);
        }

        @Test
        void oneOfTwoUsersGetsAnAddressThatEightThreadsVerify() {
            AccountBench loose = AccountBench.of(
                    emailPool().messageThrottle(LOOSE).codeThrottle(LOOSE).clockTolerance(Duration.ofSeconds(1)));
            UserId one = loose.pool.member("one@example.org");
            UserId two = loose.pool.member("two@example.org");
            AccessToken first = loose.token(one);
            AccessToken second = loose.token(two);
            for (int round = 0; round < 200; round++) {
                String shared = "shared" + round + "@example.org";
                change(loose, first, shared).orElseThrow();
                String firstCode = loose.code(shared);
                loose.pool.sender.clear();
                change(loose, second, shared).orElseThrow();
                String secondCode = loose.code(shared);
                int winners = Race.of(
                        8,
                        runner -> refusal(verify(
                                        loose,
                                        runner % 2 == 0 ? first : second,
                                        runner % 2 == 0 ? firstCode : secondCode))
                                .isEmpty());
                assertThat(winners).as("round " + round).isEqualTo(1);
                Optional<UserId> owner = loose.owner(shared);
                assertThat(owner.isPresent()).as("round " + round).isTrue();
                long verified = List.of(first, second).stream()
                        .filter(who -> loose.profile
                                .get(who)
                                .orElseThrow()
                                .attribute("email")
                                .equals(Optional.of(shared)))
                        .count();
                assertThat(verified).as("round " + round).isEqualTo(winners);
            }
        }
    }

    @Nested
    class Passwords {
        private Outcome<Done> change(String previous, String proposed) {
            return bench.profile.changePassword(token, Secret.of(previous), Secret.of(proposed));
        }

        @Test
        void theRightPasswordIsReplacedAndTheUserIsTold() {
            change(PoolBench.PASSWORD, PoolBench.OTHER_PASSWORD).orElseThrow();
            assertThat(bench.pool.passwordIs(anna, PoolBench.OTHER_PASSWORD)).isTrue();
            assertThat(sentTo(ANNA)).contains(MessageKind.PASSWORD_CHANGED);
        }

        @Test
        void aWrongPasswordIsRefusedAndCounted() {
            for (int i = 0; i < 5; i++) {
                assertThat(refusal(change("not the right pass phrase", PoolBench.OTHER_PASSWORD)))
                        .contains(ErrorCode.NOT_AUTHORIZED);
            }
            change("not the right pass phrase", PoolBench.OTHER_PASSWORD);
            assertThat(refusal(change(PoolBench.PASSWORD, PoolBench.OTHER_PASSWORD)))
                    .contains(ErrorCode.TOO_MANY_FAILED_ATTEMPTS);
            assertThat(bench.pool.passwordIs(anna, PoolBench.PASSWORD)).isTrue();
        }

        @Test
        void aWeakPasswordIsRefusedWithoutAnAttempt() {
            for (int i = 0; i < 20; i++) {
                assertThat(refusal(change(PoolBench.PASSWORD, "short"))).contains(ErrorCode.INVALID_PASSWORD);
            }
            change(PoolBench.PASSWORD, PoolBench.OTHER_PASSWORD).orElseThrow();
        }

        @Test
        void anEarlierPasswordIsRefused() {
            AccountBench strict = AccountBench.of(emailPool()
                    .passwordPolicy(PasswordPolicy.builder().historySize(2).build()));
            AccessToken with = strict.token(strict.pool.member(ANNA));
            assertThat(refusal(strict.profile.changePassword(
                            with, Secret.of(PoolBench.PASSWORD), Secret.of(PoolBench.PASSWORD))))
                    .contains(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION);
        }
    }

    @Test
    void hostileInputIsRefusedAndNeverThrows() {
        String huge = "x".repeat(1_000_000);
        for (String hostile : List.of("", huge, "\u0000", "\uD800", "email\n", "a@b@c", "' OR 1=1 --", "\u202E")) {
            assertThat(refusal(bench.profile.update(token, Map.of("email", hostile + "@"), Set.of())))
                    .isPresent();
            assertThat(refusal(bench.profile.update(token, Map.of(hostile, "x"), Set.of())))
                    .isPresent();
            assertThat(refusal(bench.profile.update(token, Map.of(), Set.of(hostile))))
                    .isPresent();
            assertThat(refusal(bench.profile.resendCode(token, hostile))).isPresent();
            assertThat(refusal(bench.profile.verify(token, hostile, Secret.of("123456"))))
                    .isPresent();
            assertThat(refusal(bench.profile.verify(token, "email", Secret.of(hostile))))
                    .isPresent();
            assertThat(refusal(bench.profile.changePassword(token, Secret.of(hostile), Secret.of(hostile))))
                    .isPresent();
        }
        assertThat(bench.profile.get(token).orElseThrow().attribute("email")).contains(ANNA);
    }

    @Test
    void anAttributeBothChangedAndRemovedIsRefused() {
        assertThat(refusal(bench.profile.update(token, Map.of("name", "A"), Set.of("name"))))
                .contains(ErrorCode.INVALID_PARAMETER);
    }
}
