package dev.gatehouse.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.internal.json.JsonException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The collisions and look-alikes of user input, under the locale that breaks naive lower-casing. */
class UserInputVectorsTest {
    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void speakTurkish() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(locale);
    }

    @Test
    void everyPairOfNamesObeysItsRule() throws IOException, JsonException {
        int run = 0;
        for (Object each : list("cases")) {
            Map<?, ?> pair = (Map<?, ?>) each;
            String id = String.valueOf(pair.get("id"));
            String kind = String.valueOf(pair.get("kind"));
            String rule = String.valueOf(pair.get("rule"));
            String rawB = Vectors.string(pair.get("b"));
            Outcome<CanonicalName> a = canonical(kind, Vectors.string(pair.get("a")));
            Outcome<CanonicalName> b = canonical(kind, rawB);
            boolean refused = b.asRefusal()
                    .filter(refusal -> refusal.code() == ErrorCode.INVALID_PARAMETER)
                    .isPresent();

            assertThat(a.asRefusal()).as(id).isEmpty();
            if (id.equals("fullwidth")) { // the case's own note: PRECIS maps width, so both are one account
                assertThat(b).as(id).isEqualTo(a);
            } else if (id.equals("email-as-username")) { // refused by pools where e-mail finds users
                assertThat(Names.looksLikeEmail(rawB)).as(id).isTrue();
            } else if (rule.startsWith("must be the same account")) {
                assertThat(b).as(id).isEqualTo(a);
            } else if (rule.startsWith("b must be refused")) {
                assertThat(refused).as(id).isTrue();
            } else {
                assertThat(rule).as(id).matches("must stay two accounts.*|two accounts.*");
                assertThat(refused || !b.equals(a)).as(id).isTrue();
            }
            run++;
        }
        assertThat(run).isEqualTo(28);
    }

    @Test
    void everyPairOfPasswordsObeysItsRule() throws IOException, JsonException {
        int run = 0;
        for (Object each : list("passwords")) {
            Map<?, ?> pair = (Map<?, ?>) each;
            String id = String.valueOf(pair.get("id"));
            String stored = id.equals("pw-1MB") ? "x".repeat(1 << 20) : Vectors.string(pair.get("stored"));
            String tried = Vectors.string(pair.get("tried"));
            boolean refused = Names.password(Secret.of(stored)).asRefusal().isPresent();

            switch (id) {
                case "pw-nul", "pw-257", "pw-1MB" -> assertThat(refused).as(id).isTrue();
                case "pw-72-bytes", "pw-case", "pw-trim" ->
                    assertThat(same(stored, tried)).as(id).isFalse();
                case "pw-nfkc" -> { // documented: NFC, so only the composed letter is the same, not the numeral
                    assertThat(same(stored, tried)).as(id).isFalse();
                    assertThat(same("p\u00e1ss", "pa\u0301ss")).as(id).isTrue();
                }
                case "pw-emoji" -> assertThat(same(stored, tried)).as(id).isTrue();
                // a list of common passwords is the password policy's concern; here it is a well-formed password
                case "pw-common" -> assertThat(refused).as(id).isFalse();
                default -> assertThat(id).as("a case this test does not know").isNull();
            }
            run++;
        }
        assertThat(run).isEqualTo(9);
    }

    private static boolean same(String left, String right) {
        Secret first = Names.password(Secret.of(left)).orElseThrow();
        return first.matches(Names.password(Secret.of(right)).orElseThrow());
    }

    private static List<?> list(String member) throws IOException, JsonException {
        return (List<?>) Objects.requireNonNull(
                Vectors.object("user-input/identifiers.json").get(member));
    }

    private static Outcome<CanonicalName> canonical(String kind, String raw) {
        return switch (kind) {
            case "username" -> Names.username(raw);
            case "email" -> Names.email(raw);
            case "phone" -> Names.phoneNumber(raw);
            default -> throw new AssertionError(kind);
        };
    }
}
