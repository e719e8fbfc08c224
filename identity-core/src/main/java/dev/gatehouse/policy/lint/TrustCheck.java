package dev.gatehouse.policy.lint;

import dev.gatehouse.policy.lint.StatementView.Test;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Trust policies that let in identities of any pool: the confused deputy of CVE-2025-59048 and CVE-2024-28056. */
final class TrustCheck {
    private static final String PROVIDER = "cognito-identity.amazonaws.com";
    private static final Set<String> PINNING = Set.of("StringEquals", "StringEqualsIgnoreCase", "StringLike");

    private final Findings findings;

    TrustCheck(Findings findings) {
        this.findings = findings;
    }

    void check(StatementView statement) {
        if (!statement.allows() || !letsIdentitiesIn(statement)) {
            return;
        }
        if (!pins(statement, PROVIDER + ":aud", value -> !StatementView.isPattern(value))) {
            findings.add(LintRule.TRUST_WITHOUT_AUD, statement.path());
        }
        if (!pins(statement, PROVIDER + ":amr", value -> !value.matches("[*?]*"))) {
            findings.add(LintRule.TRUST_WITHOUT_AMR, statement.path());
        }
    }

    private static boolean letsIdentitiesIn(StatementView statement) {
        return !(statement.raw().get("Principal") instanceof Map<?, ?> kinds)
                || kinds.values().stream()
                        .flatMap(names -> StatementView.texts(names).stream())
                        .anyMatch(name -> name.equals(PROVIDER) || StatementView.isPattern(name));
    }

    /** Whether one of the conditions, which must all hold, leaves only values that are good. */
    private static boolean pins(StatementView statement, String key, Predicate<String> good) {
        return statement.tests().stream()
                .filter(test -> test.key().equalsIgnoreCase(key) && test.requiresKey())
                .filter(test -> PINNING.contains(test.bare()))
                .map(Test::values)
                .anyMatch(values -> values.stream().allMatch(good));
    }
}
