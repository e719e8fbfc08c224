package dev.gatehouse.userpool.admin;

import static dev.gatehouse.userpool.support.AccountBench.refusal;
import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.Message;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.support.AccountBench;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserAdministrationTest {
    private static final String ANNA = "anna@example.org";

    private final AccountBench bench = AccountBench.of(namePool());

    private Outcome<User> create(String name, String email) {
        return bench.admin.create(CreateUserRequest.builder(name)
                .attributes(Map.of("email", email))
                .verified(Set.of("email"))
                .build());
    }

    @Test
    void aCreatedUserIsInvitedWithAPasswordThatWorksAndIsFoundByEachVerifiedName() {
        User anna = create("anna", ANNA).orElseThrow();
        assertThat(anna.status()).isEqualTo(UserStatus.FORCE_CHANGE_PASSWORD);
        assertThat(bench.owner("anna")).contains(anna.id());
        assertThat(bench.owner(ANNA)).contains(anna.id());
        bench.pool.delivery.run(10);
        Message invitation = bench.pool.sender.to(ANNA).get(0);
        assertThat(invitation.kind()).isEqualTo(MessageKind.INVITATION);
        String password = invitation.code().orElseThrow().use(String::new);
        assertThat(bench.pool.passwordIs(anna.id(), password)).isTrue();
        assertThat(invitation.toString()).doesNotContain(password);
    }

    @Test
    void anAddressThatIsNotVerifiedIsNoName() {
        User anna = bench.admin
                .create(CreateUserRequest.builder("anna")
                        .attributes(Map.of("email", ANNA))
                        .build())
                .orElseThrow();
        assertThat(bench.owner(ANNA)).isEmpty();
        bench.admin
                .updateAttributes("anna", Map.of("email_verified", "true"), Set.of())
                .orElseThrow();
        assertThat(bench.owner(ANNA)).contains(anna.id());
    }

    @Test
    void aTakenNameAndATakenAddressAreToldAndLeaveNoClaim() {
        create("anna", ANNA).orElseThrow();
        assertThat(refusal(create("Anna", "other@example.org"))).contains(ErrorCode.USERNAME_EXISTS);
        assertThat(refusal(create("berta", ANNA))).contains(ErrorCode.ALIAS_EXISTS);
        create("berta", "berta@example.org").orElseThrow();
        AccountBench emails = AccountBench.of(emailPool());
        emails.pool.member(ANNA);
        assertThat(refusal(emails.admin.create(CreateUserRequest.builder(ANNA).build())))
                .contains(ErrorCode.USERNAME_EXISTS);
    }

    @Test
    void aPasswordThatNobodyWouldLearnIsNotGenerated() {
        assertThat(refusal(bench.admin.create(CreateUserRequest.builder("anna").build())))
                .contains(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal(bench.admin.create(CreateUserRequest.builder("anna")
                        .attributes(Map.of("email", ANNA))
                        .suppressMessage()
                        .build())))
                .contains(ErrorCode.INVALID_PARAMETER);
        User anna = bench.admin
                .create(CreateUserRequest.builder("anna")
                        .temporaryPassword(Secret.of(PoolBench.PASSWORD))
                        .suppressMessage()
                        .build())
                .orElseThrow();
        assertThat(bench.pool.passwordIs(anna.id(), PoolBench.PASSWORD)).isTrue();
        bench.pool.delivery.run(10);
        assertThat(bench.pool.sender.all()).isEmpty();
    }

    @Test
    void anInvitationGoesByEveryMediumAskedForAndAgainWithAnotherPassword() {
        User anna = bench.admin
                .create(CreateUserRequest.builder("anna")
                        .attributes(Map.of("email", ANNA, "phone_number", "+4912345678"))
                        .mediums(Set.of(Channel.EMAIL, Channel.SMS))
                        .build())
                .orElseThrow();
        bench.pool.delivery.run(10);
        assertThat(bench.pool.sender.all())
                .extracting(Message::channel)
                .containsExactlyInAnyOrder(Channel.EMAIL, Channel.SMS);

        User again = bench.admin
                .inviteAgain("anna", Set.of(Channel.SMS), Optional.of(Secret.of(PoolBench.PASSWORD)))
                .orElseThrow();
        bench.pool.delivery.run(10);

        assertThat(again.id()).isEqualTo(anna.id());
        assertThat(bench.pool.sender.all()).hasSize(3);
        assertThat(bench.pool.passwordIs(anna.id(), PoolBench.PASSWORD)).isTrue();
        assertThat(bench.admin.inviteAgain("anna", Set.of(), Optional.empty()).asRefusal())
                .isEmpty();
        assertThat(bench.pool.passwordIs(anna.id(), PoolBench.PASSWORD)).isFalse();
    }

    @Test
    void onlyWhoStillHasATemporaryPasswordAndAnAddressIsInvitedAgain() {
        create("anna", ANNA).orElseThrow();
        assertThat(refusal(bench.admin.inviteAgain("anna", Set.of(Channel.SMS), Optional.empty())))
                .contains(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal(bench.admin.inviteAgain("anna", Set.of(), Optional.of(Secret.of("short")))))
                .contains(ErrorCode.INVALID_PASSWORD);
        bench.admin.setPassword("anna", Secret.of(PoolBench.PASSWORD), true).orElseThrow();
        assertThat(refusal(bench.admin.inviteAgain("anna", Set.of(), Optional.empty())))
                .contains(ErrorCode.UNSUPPORTED_USER_STATE);
        assertThat(refusal(bench.admin.inviteAgain("nobody", Set.of(), Optional.empty())))
                .contains(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void namesThatReadAsSomebodyElsesAreRefused() {
        for (String name : List.of(ANNA, "+4912345678", "0f8fad5b-d9cb-469f-a165-70867728950e")) {
            assertThat(refusal(create(name, ANNA))).as(name).contains(ErrorCode.INVALID_PARAMETER);
        }
    }

    @Test
    void row15ADisabledUsersAccessTokenEndsWithinTheRevocationBound() {
        UserId anna = bench.pool.member("anna", ANNA);
        AccessToken token = bench.token(anna);
        bench.admin.disable("anna").orElseThrow();
        bench.pool.later(bench.context.settings().revocationBound());
        assertThat(refusal(bench.tokens.verify(token))).contains(ErrorCode.NOT_AUTHORIZED);
        bench.admin.enable("anna").orElseThrow();
        assertThat(refusal(bench.tokens.verify(token))).contains(ErrorCode.NOT_AUTHORIZED);
        assertThat(refusal(bench.tokens.verify(bench.token(anna)))).isEmpty();
    }

    @Test
    void aDeletedUserIsAbsentAndItsNamesAreFree() {
        UserId anna = bench.pool.member("anna", ANNA);
        bench.admin.delete(anna.value()).orElseThrow();
        assertThat(refusal(bench.admin.get("anna"))).contains(ErrorCode.USER_NOT_FOUND);
        assertThat(refusal(bench.admin.delete("anna"))).contains(ErrorCode.USER_NOT_FOUND);
        assertThat(refusal(bench.admin.delete(anna.value()))).contains(ErrorCode.USER_NOT_FOUND);
        assertThat(bench.pool.passwordIs(anna, PoolBench.PASSWORD)).isFalse();
        create("anna", ANNA).orElseThrow();
    }

    @Test
    void aChangedAddressIsUnverifiedUnlessSaidOtherwiseAndTheNamesFollow() {
        UserId anna = bench.pool.member("anna", ANNA);
        bench.admin
                .updateAttributes("anna", Map.of("email", "new@example.org"), Set.of())
                .orElseThrow();
        assertThat(bench.owner(ANNA)).isEmpty();
        assertThat(bench.owner("new@example.org")).isEmpty();
        bench.admin
                .updateAttributes("anna", Map.of("email", "x@example.org", "email_verified", "true"), Set.of())
                .orElseThrow();
        assertThat(bench.owner("x@example.org")).contains(anna);
        bench.pool.member("berta", ANNA);
        assertThat(refusal(bench.admin.updateAttributes(
                        "anna", Map.of("email", ANNA, "email_verified", "true"), Set.of())))
                .contains(ErrorCode.ALIAS_EXISTS);
        assertThat(bench.owner("x@example.org")).contains(anna);
    }

    @Test
    void aSignUpIsConfirmedOnceWithoutItsCode() {
        bench.pool.register("anna", ANNA).orElseThrow();
        bench.admin.confirmSignUp("anna").orElseThrow();
        assertThat(bench.admin.get("anna").orElseThrow().status()).isEqualTo(UserStatus.CONFIRMED);
        bench.pool.later(Duration.ofDays(400));
        assertThat(bench.owner("anna")).isPresent();
        assertThat(refusal(bench.admin.confirmSignUp("anna"))).contains(ErrorCode.UNSUPPORTED_USER_STATE);
    }

    @Test
    void aResetPasswordIsSetAgainByRecovery() {
        UserId anna = bench.pool.member("anna", ANNA);
        var session = bench.signIn(anna);
        bench.admin.resetPassword("anna").orElseThrow();
        assertThat(bench.admin.get("anna").orElseThrow().status()).isEqualTo(UserStatus.RESET_REQUIRED);
        assertThat(refusal(bench.sessions.refresh(session.refreshToken(), PoolBench.CLIENT)))
                .contains(ErrorCode.NOT_AUTHORIZED);
        bench.pool.recover("anna", bench.code(ANNA), PoolBench.OTHER_PASSWORD).orElseThrow();
        assertThat(bench.admin.get("anna").orElseThrow().status()).isEqualTo(UserStatus.CONFIRMED);
        create("berta", "berta@example.org").orElseThrow();
        assertThat(refusal(bench.admin.resetPassword("berta"))).contains(ErrorCode.UNSUPPORTED_USER_STATE);
    }

    @Test
    void aSetPasswordIsPermanentOrMustBeReplacedAndEndsSessions() {
        UserId anna = bench.pool.member("anna", ANNA);
        var session = bench.signIn(anna);
        bench.admin
                .setPassword("anna", Secret.of(PoolBench.OTHER_PASSWORD), false)
                .orElseThrow();
        assertThat(bench.admin.get("anna").orElseThrow().status()).isEqualTo(UserStatus.FORCE_CHANGE_PASSWORD);
        assertThat(bench.pool.passwordIs(anna, PoolBench.OTHER_PASSWORD)).isTrue();
        assertThat(refusal(bench.sessions.refresh(session.refreshToken(), PoolBench.CLIENT)))
                .contains(ErrorCode.NOT_AUTHORIZED);
        bench.admin.setPassword("anna", Secret.of(PoolBench.PASSWORD), true).orElseThrow();
        assertThat(bench.admin.get("anna").orElseThrow().status()).isEqualTo(UserStatus.CONFIRMED);
        assertThat(bench.pool.passwordIs(anna, PoolBench.PASSWORD)).isTrue();
        assertThat(refusal(bench.admin.setPassword("anna", Secret.of("short"), true)))
                .contains(ErrorCode.INVALID_PASSWORD);
    }

    @Test
    void anAbsentUserIsToldAndHostileInputNeverThrows() {
        for (String name : List.of("nobody", "", "x".repeat(1_000_000), "\u0000", "\uD800", "a@b@c", "+")) {
            assertThat(refusal(bench.admin.get(name))).isPresent();
            assertThat(refusal(bench.admin.disable(name))).isPresent();
            assertThat(refusal(bench.admin.enable(name))).isPresent();
            assertThat(refusal(bench.admin.delete(name))).isPresent();
            assertThat(refusal(bench.admin.updateAttributes(name, Map.of("name", name), Set.of())))
                    .isPresent();
            assertThat(refusal(bench.admin.confirmSignUp(name))).isPresent();
            assertThat(refusal(bench.admin.resetPassword(name))).isPresent();
            assertThat(refusal(bench.admin.setPassword(name, Secret.of(name), true)))
                    .isPresent();
            assertThat(refusal(bench.admin.signOutEverywhere(name))).isPresent();
            assertThat(refusal(create(name, name + "@"))).isPresent();
        }
        assertThat(refusal(bench.admin.get("nobody"))).contains(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void aUserOfAnotherPoolIsAbsentHere() {
        UserId other = AccountBench.of(namePool()).pool.member("anna", ANNA);
        assertThat(refusal(bench.admin.get(other.value()))).contains(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void createAndUpdateWriteOnlyWhatCanJoinTheCallersTransaction() {
        CountingStores counting = CountingStores.around(bench.pool.stores);
        AccountBench joined = bench.over(counting.stores());
        counting.take();
        joined.admin
                .create(CreateUserRequest.builder("anna")
                        .attributes(Map.of("email", ANNA))
                        .verified(Set.of("email"))
                        .build())
                .orElseThrow();
        joined.admin
                .updateAttributes("anna", Map.of("email", "b@example.org"), Set.of())
                .orElseThrow();
        AccessToken token = bench.token(bench.owner("anna").orElseThrow());
        counting.take().keySet().forEach(UserAdministrationTest::mayJoin);
        joined.profile
                .update(token, Map.of("nickname", "An", "preferred_username", "an"), Set.of())
                .orElseThrow();
        counting.take().keySet().forEach(UserAdministrationTest::mayJoin);
        joined.pool.register("berta", "berta@example.org").orElseThrow();
        joined.profile.update(token, Map.of("email", "c@example.org"), Set.of()).orElseThrow();
        counting.take().keySet().stream()
                // Messages are counted, on a connection of the counters' own: a rollback gives none back.
                .filter(verb -> !verb.startsWith("attempts."))
                .forEach(UserAdministrationTest::mayJoin);
    }

    private static void mayJoin(String verb) {
        assertThat(verb).matches("(users|aliases|authenticators|outbox)\\..*");
    }
}
