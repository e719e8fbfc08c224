package dev.gatehouse.userpool.recovery;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final String ANNA = "anna@example.org";

    private final PoolBench pool = PoolBench.of(emailPool());

    private static ErrorCode code(Outcome<?> outcome) {
        return outcome.asRefusal().map(Refusal::code).orElseThrow();
    }

    private static FamilyKey signIn(PoolBench pool, UserId user, String id) {
        FamilyKey key = new FamilyKey(pool.context.pool(), user, new FamilyId(id));
        TokenFamily family = TokenFamily.builder()
                .client(PoolBench.CLIENT)
                .sealedKey(new byte[] {1})
                .generation(1)
                .rotatedAt(pool.context.now())
                .authenticatedAt(pool.context.now())
                .expiresAt(pool.context.now().plus(Duration.ofDays(30)))
                .build();
        assertThat(pool.stores.tokenFamilies().insert(key, family, pool.context.newWrite()))
                .isTrue();
        return key;
    }

    @Test
    void aNewPasswordIsSetEverySessionEndsAndTheUserIsTold() {
        UserId anna = pool.member(ANNA);
        FamilyKey family = signIn(pool, anna, "family-1");
        pool.recovery.forgot(ANNA).orElseThrow();

        pool.recover(ANNA, pool.code(ANNA), PoolBench.OTHER_PASSWORD).orElseThrow();

        assertThat(pool.passwordIs(anna, PoolBench.OTHER_PASSWORD)).isTrue();
        assertThat(pool.passwordIs(anna, PoolBench.PASSWORD)).isFalse();
        assertThat(pool.user(ANNA).orElseThrow().row().sessionEpoch()).isEqualTo(1);
        assertThat(pool.stores
                        .tokenFamilies()
                        .find(family)
                        .orElseThrow()
                        .value()
                        .revoked())
                .isTrue();
        assertThat(pool.stores
                        .revocations()
                        .since(pool.context.pool(), pool.context.now(), Optional.empty(), 10)
                        .items())
                .extracting(Revocation::subject)
                .containsExactly("family-1");
        pool.delivery.run(10);
        assertThat(pool.sender.to(ANNA).get(2).kind()).isEqualTo(MessageKind.PASSWORD_CHANGED);
    }

    @Test
    void theOwnerOfAnAddressEndsASignUpThatAStrangerMadeWithIt() {
        UserId stranger = pool.register(ANNA).orElseThrow().user();
        pool.delivery.run(10);
        pool.recovery.forgot(ANNA).orElseThrow();
        pool.recover(ANNA, pool.code(ANNA), PoolBench.OTHER_PASSWORD).orElseThrow();
        Found found = pool.user(ANNA).orElseThrow();
        assertThat(found.user().status()).isEqualTo(UserStatus.CONFIRMED);
        assertThat(found.user().attributes()).containsEntry("email_verified", "true");
        assertThat(found.row().expiresAt()).isEmpty();
        assertThat(pool.passwordIs(stranger, PoolBench.PASSWORD)).isFalse();
    }

    @Test
    void inAPoolWithUserNamesOnlyAVerifiedAddressRecovers() {
        PoolBench names = PoolBench.of(namePool());
        names.register("anna", ANNA).orElseThrow();
        names.delivery.run(10);
        names.sender.clear();
        names.recovery.forgot("anna").orElseThrow();
        assertThat(names.delivery.run(10).dropped()).isEqualTo(1);
        assertThat(names.sender.all()).isEmpty();
    }

    @Test
    void aCodeForSignUpDoesNotRecoverAndACodeForRecoveryDoesNotConfirm() {
        pool.register(ANNA).orElseThrow();
        String signUp = pool.code(ANNA);
        pool.recovery.forgot(ANNA).orElseThrow();
        String recovery = pool.code(ANNA);
        if (!signUp.equals(recovery)) {
            assertThat(code(pool.recover(ANNA, signUp, PoolBench.OTHER_PASSWORD)))
                    .isEqualTo(ErrorCode.CODE_MISMATCH);
            assertThat(code(pool.confirm(ANNA, recovery))).isEqualTo(ErrorCode.CODE_MISMATCH);
        }
        assertThat(recovery).hasSize(6);
    }

    @Test
    void aRefusedPasswordLeavesTheCodeUsable() {
        PoolBench strict = PoolBench.of(emailPool()
                .passwordPolicy(PasswordPolicy.nist().toBuilder().historySize(3).build()));
        UserId anna = strict.member(ANNA);
        strict.recovery.forgot(ANNA).orElseThrow();
        String right = strict.code(ANNA);
        assertThat(code(strict.recover(ANNA, right, "short"))).isEqualTo(ErrorCode.INVALID_PASSWORD);
        assertThat(code(strict.recover(ANNA, right, PoolBench.PASSWORD)))
                .isEqualTo(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION);
        strict.recover(ANNA, right, PoolBench.OTHER_PASSWORD).orElseThrow();
        assertThat(strict.passwordIs(anna, PoolBench.OTHER_PASSWORD)).isTrue();
        assertThat(code(strict.recover(ANNA, right, "yet another pass phrase"))).isEqualTo(ErrorCode.EXPIRED_CODE);
    }

    /** Row 27: a disabled user is refused on every path. */
    @Test
    void cve20269798ADisabledUserDoesNotRecover() {
        UserId anna = pool.member(ANNA);
        pool.recovery.forgot(ANNA).orElseThrow();
        String right = pool.code(ANNA);
        pool.changeRow(
                anna,
                row -> row.toBuilder()
                        .profile(row.profile().orElseThrow().toBuilder()
                                .enabled(false)
                                .build())
                        .build());
        assertThat(code(pool.recover(ANNA, right, PoolBench.OTHER_PASSWORD))).isEqualTo(ErrorCode.CODE_MISMATCH);
        assertThat(pool.passwordIs(anna, PoolBench.PASSWORD)).isTrue();
    }

    /** Row 31: CVE-2026-32700, a code proves the address that it was sent to and no other. */
    @Test
    void cve202632700ACodeIsBoundToTheAddressItWentTo() {
        PoolBench names = PoolBench.of(namePool());
        UserId anna = names.member("anna", ANNA);
        names.recovery.forgot("anna").orElseThrow();
        String right = names.code(ANNA);
        names.changeRow(
                anna,
                row -> row.toBuilder()
                        .profile(row.profile().orElseThrow().toBuilder()
                                .attributes(Map.of("email", "victim@example.org", "email_verified", "true"))
                                .build())
                        .build());
        assertThat(code(names.recover("anna", right, PoolBench.OTHER_PASSWORD))).isEqualTo(ErrorCode.CODE_MISMATCH);
    }
}
