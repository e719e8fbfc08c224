package dev.gatehouse.credentials.internal.policy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.policy.PolicyDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a role's trust policy must say before it is stored: every statement that lets web identities in pins the pools
 * by {@code :aud} and the methods by {@code :amr}. Anything else is a confused deputy (CVE-2025-59048, CVE-2024-28056).
 * The document is read, not tried out: another condition beside, such as a date, could hide the hole from a trial.
 */
public final class TrustRules {
    /** Operators that are false where the key is absent and that name what may be, not what may not. */
    private static final Set<String> PINNING = Set.of("stringequals", "stringequalsignorecase", "stringlike");

    private static final int MOST_BYTES = 1 << 20;

    private TrustRules() {}

    /** Returns what is wrong with a document that was parsed as a trust policy, or empty. */
    public static Optional<Refusal> broken(PolicyDocument trust) {
        Map<String, @Nullable Object> document;
        try {
            document = Json.parseObject(trust.toJson().getBytes(StandardCharsets.UTF_8), MOST_BYTES);
        } catch (JsonException e) {
            throw new IllegalStateException("a policy document does not write JSON", e);
        }
        List<Map<?, ?>> allowing = list(document.get("Statement")).stream()
                .<Map<?, ?>>map(statement -> (Map<?, ?>) statement)
                .filter(statement -> "Allow".equals(statement.get("Effect")) && letsIdentitiesIn(statement))
                .toList();
        if (!allowing.stream().allMatch(s -> pins(s, Assumption.AUDIENCE, value -> !isPattern(value)))) {
            return Optional.of(Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, "trust.aud"));
        }
        if (!allowing.stream().allMatch(s -> pins(s, Assumption.METHODS, value -> !value.matches("[*?]*")))) {
            return Optional.of(Refusal.of(ErrorCode.MALFORMED_POLICY_DOCUMENT, "trust.amr"));
        }
        return Optional.empty();
    }

    private static boolean letsIdentitiesIn(Map<?, ?> statement) {
        Object principal = statement.get("Principal");
        if (!(principal instanceof Map<?, ?> byKind)) {
            return true; // "*"
        }
        return byKind.values().stream()
                .flatMap(names -> list(names).stream())
                .map(String::valueOf)
                .anyMatch(name -> name.equals(Assumption.PROVIDER) || isPattern(name));
    }

    /** Whether one of the statement's conditions, which must all hold, leaves only values that are good. */
    private static boolean pins(Map<?, ?> statement, String key, Predicate<String> good) {
        return statement.get("Condition") instanceof Map<?, ?> condition
                && condition.entrySet().stream().anyMatch(operator -> pins(operator, key, good));
    }

    private static boolean pins(Map.Entry<?, ?> operator, String key, Predicate<String> good) {
        String name = String.valueOf(operator.getKey()).toLowerCase(Locale.ROOT);
        String plain = name.startsWith("foranyvalue:") ? name.substring("foranyvalue:".length()) : name;
        return PINNING.contains(plain)
                && operator.getValue() instanceof Map<?, ?> keys
                && keys.entrySet().stream()
                        .filter(entry -> String.valueOf(entry.getKey()).equalsIgnoreCase(key))
                        .anyMatch(entry -> list(entry.getValue()).stream()
                                .map(String::valueOf)
                                .allMatch(good));
    }

    /** Wildcards, and variables, which a caller may fill. */
    private static boolean isPattern(String value) {
        return value.contains("*") || value.contains("?") || value.contains("${");
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
    }
}
