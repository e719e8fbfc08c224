package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PasswordPolicyTest {
    @Test
    void nistCountsCodePointsAndAsksForNoComposition() {
        assertThat(rules(PasswordPolicy.nist(), "fourteen chars")).containsExactly("password.min-length");
        assertThat(rules(PasswordPolicy.nist(), "fifteen letters")).isEmpty();
        assertThat(rules(PasswordPolicy.nist(), "\ud83d\ude00".repeat(14))).containsExactly("password.min-length");
        assertThat(rules(PasswordPolicy.nist(), "\ud83d\ude00".repeat(16)))
                .as("pw-emoji")
                .isEmpty();
        assertThat(rules(PasswordPolicy.nistWithMfa(), "qwzxvbnk")).isEmpty();
    }

    @Test
    @Timeout(1)
    void overTheMaximumIsRefusedUnread() {
        assertThat(rules(PasswordPolicy.nist(), "x".repeat(257))).as("pw-257").containsExactly("password.max-length");
        assertThat(rules(PasswordPolicy.nist(), "x".repeat(1 << 20)))
                .as("pw-1MB")
                .containsExactly("password.max-length");
        assertThat(rules(PasswordPolicy.nist(), "\ud83d\ude00".repeat(256))).isEmpty();
    }

    @Test
    void theReferenceRulesListAllThatIsBroken() {
        assertThat(rules(PasswordPolicy.reference(), " a"))
                .containsExactly(
                        "password.min-length",
                        "password.requires-uppercase",
                        "password.requires-number",
                        "password.requires-symbol",
                        "password.edge-space");
        assertThat(rules(PasswordPolicy.reference(), "Password1!")).isEmpty();
        assertThat(rules(PasswordPolicy.reference(), "Pass word1")).isEmpty();
        assertThat(rules(PasswordPolicy.reference(), "Password1! ")).containsExactly("password.edge-space");
    }

    @Test
    void commonPasswordsAreRefusedInAnyCaseAndDecoration() {
        for (String common : List.of("password", "PASSWORD123", "Password123!", "passwordpassword", "!!qwertyuiop??")) {
            assertThat(rules(PasswordPolicy.nistWithMfa(), common)).as(common).contains("password.common");
        }
        assertThat(rules(PasswordPolicy.nistWithMfa(), "gravel otter lamp")).isEmpty();
    }

    @Test
    void contextWordsAreRefusedWithoutRegardToCase() {
        assertThat(rules(PasswordPolicy.nist(), "i am ANNA.example now", "anna.example@mail.test"))
                .containsExactly("password.contains-context");
        assertThat(rules(PasswordPolicy.nist(), "a sunny day outside", "sun")).isEmpty();
    }

    @Test
    void anUnpairedSurrogateIsRefused() {
        assertThat(rules(PasswordPolicy.nist(), "fifteen letters\ud83d")).containsExactly("password.malformed");
    }

    @Test
    void theBreachListIsAskedLast() {
        PasswordPolicy policy = PasswordPolicy.builder()
                .compromisedPasswords(password -> password.matches(Secret.of("gravel otter lamp")))
                .build();

        assertThat(rules(policy, "gravel otter lamp")).containsExactly("password.compromised");
        assertThat(rules(policy.toBuilder().minLength(20).build(), "gravel otter lamp"))
                .containsExactly("password.min-length");
    }

    @Test
    void settingsAreBounded() {
        PasswordPolicy.Builder builder = PasswordPolicy.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.minLength(5));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxLength(257));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.historySize(25));
    }

    private static List<String> rules(PasswordPolicy policy, String proposed, String... context) {
        return policy.check(Secret.of(proposed), List.of(context))
                .asRefusal()
                .map(Refusal::rules)
                .orElse(List.of());
    }
}
