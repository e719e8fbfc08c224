package dev.gatehouse.policy.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what the checks find, up to a number for each severity, so that many small faults hide no great one. */
final class Findings {
    private static final int MAX = 500;

    private final Map<Severity, List<Finding>> found = new EnumMap<>(Severity.class);

    Findings() {
        for (Severity severity : Severity.values()) {
            found.put(severity, new ArrayList<>());
        }
    }

    /** Returns whether one more of the rule is taken, so that its message is worth making. */
    boolean takes(LintRule rule) {
        return of(rule).size() < MAX;
    }

    void add(LintRule rule, String path) {
        add(rule, path, rule.sentence());
    }

    void add(LintRule rule, String path, String message) {
        if (takes(rule)) {
            of(rule).add(new Finding(rule, path, message));
        }
    }

    private List<Finding> of(LintRule rule) {
        return found.getOrDefault(rule.severity(), List.of());
    }

    /** Returns the findings, the most severe first, each severity in the order of the checks and the document. */
    List<Finding> sorted() {
        return found.values().stream().flatMap(List::stream).toList();
    }
}
