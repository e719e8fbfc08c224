package dev.gatehouse.policy.lint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Elements, operators, keys and variables that nobody knows. */
final class VocabularyCheck {
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
            "Bool",
            "BinaryEquals",
            "IpAddress",
            "NotIpAddress",
            "ArnEquals",
            "ArnLike",
            "ArnNotEquals",
            "ArnNotLike",
            "Null");

    private final KnownKeys keys;
    private final Findings findings;

    VocabularyCheck(KnownKeys keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
    }

    void checkDocument(Map<?, ?> document) {
        elements(document, DOCUMENT, "policy");
        if (!"2012-10-17".equals(document.get("Version"))) {
            findings.add(LintRule.OLD_VERSION, "policy.Version");
        }
    }

    void check(StatementView statement) {
        elements(statement.raw(), STATEMENT, statement.path());
        for (StatementView.Test test : statement.tests()) {
            if (!OPERATORS.contains(test.bare())) {
                add(LintRule.UNKNOWN_OPERATOR, test.path(), test.bare(), OPERATORS);
            }
            key(test.key(), test.path());
            test.values().forEach(value -> variables(value, test.path()));
        }
        for (String element : List.of("Resource", "NotResource")) {
            statement.texts(element).forEach(text -> variables(text, statement.path() + "." + element));
        }
    }

    private void elements(Map<?, ?> raw, Set<String> known, String path) {
        for (Object name : raw.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                add(LintRule.UNKNOWN_ELEMENT, path, String.valueOf(name), known);
            }
        }
    }

    private void key(String key, String path) {
        if (!keys.contains(key)) {
            add(LintRule.UNKNOWN_KEY, path, key, keys.names());
        }
    }

    private void variables(String text, String path) {
        int end = 0;
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", end)) {
            end = text.indexOf('}', at);
            if (end < 0) {
                return;
            }
            String name = text.substring(at + 2, end);
            int comma = name.indexOf(',');
            String key = (comma < 0 ? name : name.substring(0, comma)).strip();
            if (key.length() > 1) {
                key(key, path);
            }
        }
    }

    private void add(LintRule rule, String path, String text, Collection<String> known) {
        if (findings.takes(rule)) {
            Optional<String> nearest = Spelling.nearest(text, known);
            findings.add(
                    rule,
                    path,
                    rule.sentence()
                            + nearest.map(word -> "; meant " + word + "?").orElse(""));
        }
    }
}
