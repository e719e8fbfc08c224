package dev.gatehouse.policy.lint;

import dev.gatehouse.policy.lint.StatementView.Test;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Conditions that hold too often, or never. */
final class ConditionCheck {
    private static final Set<String> EXACT =
            Set.of("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase");

    private final KnownKeys keys;
    private final Findings findings;

    ConditionCheck(KnownKeys keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
    }

    void check(StatementView statement) {
        List<Test> tests = statement.tests();
        for (Test test : tests) {
            if (statement.allows()) {
                missingKeys(test, tests);
            }
            wildcards(test);
            if (statement.allows() && alwaysHolds(test)) {
                findings.add(LintRule.CONDITION_ALWAYS_HOLDS, test.path());
            }
        }
        if (tests.stream().anyMatch(test -> neverHolds(test, tests))) {
            findings.add(
                    statement.denies() ? LintRule.DENY_NEVER_APPLIES : LintRule.NEVER_APPLIES,
                    statement.path() + ".Condition");
        }
    }

    private void missingKeys(Test test, List<Test> tests) {
        boolean guarded = tests.stream()
                .filter(other -> other.key().equalsIgnoreCase(test.key())
                        && !other.path().equals(test.path()))
                .anyMatch(other -> other.requiresKey() || isNull(other, "false"));
        if (guarded) {
            return;
        }
        if (test.isForAll()) {
            findings.add(LintRule.VACUOUS_FOR_ALL, test.path());
        } else if (test.isIfExists()) {
            findings.add(LintRule.HOLDS_WHEN_MISSING, test.path());
        } else if (test.isNegated()) {
            findings.add(LintRule.NEGATION_HOLDS_WHEN_MISSING, test.path());
        }
    }

    private static boolean isNull(Test test, String value) {
        return test.bare().equals("Null") && test.values().stream().allMatch(value::equalsIgnoreCase);
    }

    private void wildcards(Test test) {
        boolean wildcard = test.values().stream()
                .anyMatch(value -> withoutVariables(value).chars().anyMatch(c -> c == '*' || c == '?'));
        if (EXACT.contains(test.bare()) && wildcard) {
            findings.add(LintRule.WILDCARD_COMPARED_EXACTLY, test.path());
        }
    }

    private static String withoutVariables(String value) {
        return value.replaceAll("\\$\\{[^}]*}", "");
    }

    private static boolean alwaysHolds(Test test) {
        return switch (test.bare()) {
            case "StringLike", "ArnLike", "ArnEquals" -> test.values().stream().anyMatch(StatementView::isEverything);
            case "IpAddress" ->
                test.values().contains("0.0.0.0/0") || test.values().contains("::/0");
            default -> false;
        };
    }

    /** No value to match, a key that must be there and must not, or two equalities without a common value. */
    private boolean neverHolds(Test test, List<Test> tests) {
        if (test.values().isEmpty() && test.requiresKey()) {
            return true;
        }
        for (Test other : tests) {
            if (other.path().equals(test.path()) || !other.key().equalsIgnoreCase(test.key())) {
                continue;
            }
            if (test.requiresKey() && isNull(other, "true")) {
                return true;
            }
            if (isPlainEquality(test)
                    && isPlainEquality(other)
                    && Collections.disjoint(test.values(), other.values())) {
                return true;
            }
        }
        return false;
    }

    /** An equality of plain texts on a key with one value; of several values each could fulfil one of two. */
    private boolean isPlainEquality(Test test) {
        return test.operator().equals("StringEquals")
                && keys.hasOneValue(test.key())
                && test.values().stream().noneMatch(value -> value.contains("${"));
    }
}
