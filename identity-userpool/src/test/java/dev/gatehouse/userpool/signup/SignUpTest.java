package dev.gatehouse.userpool.signup;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static dev.gatehouse.userpool.support.PoolBench.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.hook.HookVerdict;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.support.PoolBench;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignUpTest {
    private static final String ANNA = "Anna@example.org";

    private final PoolBench pool = PoolBench.of(emailPool());
    private final PoolBench names = PoolBench.of(namePool());

    private static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code).orElseThrow();
    }

    private static List<String> rules(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::rules).orElseThrow();
    }

    @Test
    void aUserRegistersAndConfirmsWithTheCodeThatWasSent() {
        Registered registered = pool.register(ANNA).orElseThrow();
        assertThat(registered.confirmed()).isFalse();
        assertThat(registered.username()).isEqualTo(registered.user().value());
        assertThat(registered.delivery().maskedDestination()).isEqualTo("A***@e***");
        assertThat(pool.user(ANNA).orElseThrow().user().status()).isEqualTo(UserStatus.UNCONFIRMED);
        assertThat(pool.user(ANNA).orElseThrow().row().expiresAt()).isPresent();

        pool.confirm(ANNA, pool.code(ANNA)).orElseThrow();

        Found found = pool.user("anna@EXAMPLE.org").orElseThrow();
        assertThat(found.id()).isEqualTo(registered.user());
        assertThat(found.user().status()).isEqualTo(UserStatus.CONFIRMED);
        assertThat(found.user().attributes()).containsEntry("email", ANNA).containsEntry("email_verified", "true");
        assertThat(found.row().expiresAt()).isEmpty();
        assertThat(pool.passwordIs(found.id(), PoolBench.PASSWORD)).isTrue();
    }

    @Test
    void aPasswordIsHashedAtTheDefaultCost() {
        PoolBench real = PoolBench.of(
                emailPool(),
                new InMemoryStores(),
                Hooks.none(),
                PasswordHasher.builder(new SecureRandom()).build());
        UserId id = real.register(ANNA).orElseThrow().user();
        assertThat(real.passwordIs(id, PoolBench.PASSWORD)).isTrue();
        assertThat(real.passwordIs(id, PoolBench.OTHER_PASSWORD)).isFalse();
    }

    @Test
    void anEmailAliasFindsTheUserOnlyOnceItIsVerified() {
        names.register("anna", ANNA).orElseThrow();
        assertThat(names.user(ANNA)).isEmpty();
        names.confirm("ANNA", names.code(ANNA)).orElseThrow();
        assertThat(names.user(ANNA).orElseThrow().user().username()).isEqualTo("anna");
    }

    @Test
    void aTakenUserNameIsToldInEverySpelling() {
        names.register("anna", ANNA).orElseThrow();
        assertThat(code(names.register("ANNA", "other@example.org"))).isEqualTo(ErrorCode.USERNAME_EXISTS);
    }

    @Test
    void anAddressThatHasAnAccountLooksFreeAndItsOwnerIsTold() {
        UserId anna = pool.member(ANNA);
        Registered second = pool.register("anna@example.org").orElseThrow();
        assertThat(second.user()).isNotEqualTo(anna);
        pool.delivery.run(100);
        assertThat(pool.sender.to(ANNA))
                .extracting(message -> message.kind())
                .containsExactly(MessageKind.SIGN_UP_CODE, MessageKind.ALREADY_REGISTERED);
        assertThat(pool.sender.to("anna@example.org")).isEmpty();
        assertThat(pool.user(ANNA).orElseThrow().id()).isEqualTo(anna);
        assertThat(pool.passwordIs(anna, PoolBench.PASSWORD)).isTrue();
    }

    @Test
    void theRowThatMasksATakenAddressGetsNoCodeAndRunsOut() {
        pool.member(ANNA);
        String shadow = pool.register(ANNA).orElseThrow().username();
        pool.delivery.run(100);
        pool.sender.clear();
        pool.signUp.resend(shadow).orElseThrow();
        pool.recovery.forgot(shadow).orElseThrow();
        assertThat(pool.delivery.run(100).dropped()).isEqualTo(2);
        assertThat(pool.sender.all()).isEmpty();
        assertThat(code(pool.confirm(shadow, "000000"))).isEqualTo(ErrorCode.CODE_MISMATCH);
        pool.later(pool.context.settings().unconfirmedLife());
        assertThat(pool.user(shadow)).isEmpty();
    }

    @Test
    void inMaskingReferenceATakenAddressAndAConfirmedUserAreTold() {
        PoolBench reference = PoolBench.of(emailPool().masking(Masking.REFERENCE));
        reference.member(ANNA);
        assertThat(code(reference.register(ANNA))).isEqualTo(ErrorCode.USERNAME_EXISTS);
        assertThat(code(reference.signUp.resend(ANNA))).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(code(reference.confirm(ANNA, "000000"))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    }

    @Test
    void aWrongCodeCostsAnAttemptNotTheCode() {
        pool.register(ANNA).orElseThrow();
        String right = pool.code(ANNA);
        assertThat(code(pool.confirm(ANNA, wrong(right)))).isEqualTo(ErrorCode.CODE_MISMATCH);
        pool.confirm(ANNA, right).orElseThrow();
    }

    @Test
    void aCodeIsUsedOnceAndEndsAtItsTime() {
        pool.register(ANNA).orElseThrow();
        String right = pool.code(ANNA);
        pool.later(pool.context.settings().codeLife());
        assertThat(code(pool.confirm(ANNA, right))).isEqualTo(ErrorCode.EXPIRED_CODE);
        pool.signUp.resend(ANNA).orElseThrow();
        String fresh = pool.code(ANNA);
        pool.confirm(ANNA, fresh).orElseThrow();
        assertThat(code(pool.confirm(ANNA, fresh))).isEqualTo(ErrorCode.EXPIRED_CODE);
    }

    @Test
    void aResendInsideTheWindowSendsTheSameCodeAndOneAfterItEndsTheOld() {
        pool.register(ANNA).orElseThrow();
        String first = pool.code(ANNA);
        pool.signUp.resend(ANNA).orElseThrow();
        assertThat(pool.code(ANNA)).isEqualTo(first);
        assertThat(pool.sender.to(ANNA)).hasSize(2);
        pool.later(pool.context.settings().codeResendWindow());
        pool.signUp.resend(ANNA).orElseThrow();
        String second = pool.code(ANNA);
        if (!second.equals(first)) {
            assertThat(code(pool.confirm(ANNA, first))).isEqualTo(ErrorCode.CODE_MISMATCH);
        }
        pool.confirm(ANNA, second).orElseThrow();
    }

    /** Rows 26 and 28 of the security table: one counter per user, over spellings, names and fresh codes. */
    @Test
    void cve20256004CodeAttemptsAreCountedPerUserOverEverySpelling() {
        names.register("anna", ANNA).orElseThrow();
        String right = names.code(ANNA);
        for (String spelling : List.of("anna", "ANNA", "Anna", "ANNa", "\uff41nna")) {
            assertThat(code(names.confirm(spelling, wrong(right)))).isEqualTo(ErrorCode.CODE_MISMATCH);
        }
        names.signUp.resend("anna").orElseThrow();
        Refusal refusal = names.confirm("aNNA", right).asRefusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_FAILED_ATTEMPTS);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        names.later(Duration.ofSeconds(1));
        names.confirm("anna", right).orElseThrow();
    }

    @Test
    void messagesPerAddressAreLimited() {
        for (int i = 0; i < 5; i++) {
            pool.register(ANNA).orElseThrow();
        }
        assertThat(code(pool.register("ANNA@example.org"))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        for (int i = 0; i < 5; i++) {
            pool.signUp.resend(ANNA).orElseThrow();
        }
        assertThat(code(pool.signUp.resend(ANNA))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(code(pool.recovery.forgot(ANNA))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }

    /** Row 32: CVE-2026-27946. */
    @Test
    void cve202627946NobodySignsUpWithAVerifiedAddress() {
        assertThat(rules(pool.signUp.register(pool.application(ANNA, Map.of("email_verified", "true")))))
                .containsExactly("attribute.not-writable:email_verified");
    }

    @Test
    void whatCannotBeAnApplicationIsRefusedByItsRule() {
        assertThat(rules(pool.signUp.register(pool.application(ANNA, Map.of("email", "eve@example.org")))))
                .containsExactly("sign-up.address-differs");
        assertThat(rules(names.signUp.register(names.application("anna", Map.of()))))
                .containsExactly("sign-up.address-missing");
        assertThat(rules(names.register("eve@example.org", ANNA))).containsExactly("username.looks-like-email");
        assertThat(rules(names.register("+49123456789", ANNA))).containsExactly("username.looks-like-phone-number");
        assertThat(rules(names.register("0b5e8f4e-6ad3-4f8e-8b6f-3f0f8a1c2d3e", ANNA)))
                .containsExactly("username.looks-like-id");
        assertThat(code(pool.signUp.register(RegisterRequest.builder(PoolBench.CLIENT)
                        .username(ANNA)
                        .password(Secret.of("short"))
                        .build())))
                .isEqualTo(ErrorCode.INVALID_PASSWORD);
        assertThat(rules(pool.signUp.register(RegisterRequest.builder(PoolBench.CLIENT)
                        .username(ANNA)
                        .password(Secret.of("this is anna with an a"))
                        .build())))
                .containsExactly("password.contains-context");
        assertThat(code(pool.signUp.register(RegisterRequest.builder(new ClientId("other"))
                        .username(ANNA)
                        .password(Secret.of(PoolBench.PASSWORD))
                        .build())))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(rules(PoolBench.of(emailPool().selfSignUp(false)).register(ANNA)))
                .containsExactly("sign-up.closed");
        assertThat(rules(pool.confirm(ANNA, "12345"))).containsExactly("code.six-digits");
    }

    @Test
    void aHookThatRefusesOrThrowsLeavesNothingBehind() {
        for (boolean throwing : List.of(true, false)) {
            PoolBench hooked = PoolBench.of(
                    emailPool(),
                    Hooks.builder()
                            .preSignUp(event -> {
                                if (throwing) {
                                    throw new IllegalStateException("broken hook");
                                }
                                return HookVerdict.refuse("not-invited");
                            })
                            .build());
            Outcome<Registered> outcome = hooked.register(ANNA);
            assertThat(code(outcome)).isEqualTo(ErrorCode.USER_LAMBDA_VALIDATION);
            assertThat(rules(outcome)).isEqualTo(throwing ? List.of() : List.of("not-invited"));
            assertThat(hooked.user(ANNA)).isEmpty();
            assertThat(hooked.delivery.run(10).dropped()).isZero();
        }
    }

    @Test
    void thePostConfirmationHookIsToldAndCannotUndo() {
        List<User> told = new ArrayList<>();
        PoolBench hooked = PoolBench.of(
                emailPool(),
                Hooks.builder()
                        .postConfirmation(event -> {
                            told.add(event.user());
                            throw new IllegalStateException("broken hook");
                        })
                        .build());
        hooked.member(ANNA);
        assertThat(told).hasSize(1);
        assertThat(hooked.user(ANNA).orElseThrow().user().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void anAddressThatAnotherUserVerifiedIsRefusedAndTheCodeStaysUsable() {
        UserId first = names.member("anna", ANNA);
        UserId second = names.register("berta", ANNA).orElseThrow().user();
        String right = names.code(ANNA);
        assertThat(code(names.confirm("berta", right))).isEqualTo(ErrorCode.ALIAS_EXISTS);
        assertThat(names.user(ANNA).orElseThrow().id()).isEqualTo(first);

        names.signUp
                .confirm(ConfirmRequest.of("berta", Secret.of(right)).forceAliasCreation())
                .orElseThrow();

        assertThat(names.user(ANNA).orElseThrow().id()).isEqualTo(second);
        User loser = names.user("anna").orElseThrow().user();
        assertThat(loser.attributes()).containsEntry("email_verified", "false");
        assertThat(loser.status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void aCodeOfAnotherUserOrAnotherPoolIsWrong() {
        pool.register(ANNA).orElseThrow();
        pool.register("berta@example.org").orElseThrow();
        PoolBench other = PoolBench.of(emailPool(), pool.stores);
        other.register("carla@example.org").orElseThrow();
        String bertas = pool.code("berta@example.org");
        String annas = pool.code(ANNA);
        if (!bertas.equals(annas)) {
            assertThat(code(pool.confirm(ANNA, bertas))).isEqualTo(ErrorCode.CODE_MISMATCH);
        }
        assertThat(code(other.confirm("carla@example.org", annas))).isEqualTo(ErrorCode.CODE_MISMATCH);
    }

    @Test
    void anAbandonedSignUpGivesItsNameBack() {
        UserId first = pool.register(ANNA).orElseThrow().user();
        pool.later(pool.context.settings().unconfirmedLife());
        UserId second = pool.register(ANNA).orElseThrow().user();
        assertThat(second).isNotEqualTo(first);
        pool.confirm(ANNA, pool.code(ANNA)).orElseThrow();
        assertThat(pool.user(ANNA).orElseThrow().id()).isEqualTo(second);
    }

    @Test
    void aDisabledUserCannotConfirm() {
        UserId id = pool.register(ANNA).orElseThrow().user();
        String right = pool.code(ANNA);
        pool.changeRow(
                id,
                row -> row.toBuilder()
                        .profile(row.profile().orElseThrow().toBuilder()
                                .enabled(false)
                                .build())
                        .build());
        assertThat(code(pool.confirm(ANNA, right))).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    }
}
