package dev.gatehouse.userpool;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final Set<ErrorCode> EXPECTED =
            Set.of(ErrorCode.INVALID_PARAMETER, ErrorCode.INVALID_PASSWORD, ErrorCode.CODE_MISMATCH);
    private static final String MARK = "canary";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "canary\0",
                "canary\n@example.org",
                "canary\u202e@example.org",
                "canary\ud800",
                "\udc00canary@example.org",
                "canary@a@b.example",
                "canary@example.org,eve@example.org",
                "canary\" onload=",
                "local_emails:canary",
                "{{canary}}",
                "+49canary"
            })
    void whateverIsTypedIsRefusedWithoutATrace(String text) {
        everywhere(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000, 4_000_000})
    void whateverIsTypedIsRefusedUnreadWhenItIsHuge(int length) {
        everywhere(MARK + "x".repeat(length));
        everywhere(MARK + "@".repeat(length));
        everywhere(MARK + "\u0301".repeat(length));
    }

    private static void everywhere(String text) {
        PoolBench emails = PoolBench.of(emailPool());
        PoolBench names = PoolBench.of(namePool());
        List<Function<String, Outcome<?>>> operations = List.of(
                emails::register,
                emails.signUp::resend,
                emails.recovery::forgot,
                bad -> emails.confirm(bad, "123456"),
                bad -> emails.confirm("anna@example.org", bad),
                bad -> emails.recover(bad, "123456", PoolBench.PASSWORD),
                bad -> emails.recover("anna@example.org", bad, PoolBench.PASSWORD),
                bad -> names.register("anna", bad),
                bad -> emails.signUp.register(emails.application("anna@example.org", Map.of(bad, "x"))),
                bad -> emails.signUp.register(emails.application("anna@example.org", Map.of("birthdate", bad + MARK))),
                bad -> emails.signUp.register(RegisterRequest.builder(PoolBench.CLIENT)
                        .username("anna@example.org")
                        .password(Secret.of(bad.substring(0, Math.min(3, bad.length()))))
                        .build()));
        long start = System.nanoTime();
        for (Function<String, Outcome<?>> operation : operations) {
            Refusal refusal = operation.apply(text).asRefusal().orElseThrow();
            assertThat(EXPECTED).contains(refusal.code());
            assertThat(refusal.toString()).doesNotContain(MARK);
        }
        // far above what it takes: only work that grows out of proportion is caught, on however busy a machine
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
}
