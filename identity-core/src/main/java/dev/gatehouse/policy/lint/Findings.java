package dev.gatehouse.policy.lint;

import java.util.ArrayList;
import java.util.List;

/** Collects what the checks find. */
final class Findings {
    private static final int MAX = 500;

    private final List<Finding> found = new ArrayList<>();

    void add(LintRule rule, String path) {
        add(rule, path, rule.sentence());
    }

    void add(LintRule rule, String path, String message) {
        if (found.size() < MAX) {
            found.add(new Finding(rule, path, message));
        }
    }

    /** Returns the findings, the most severe first, each severity in the order of the document. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort((left, right) -> left.severity().compareTo(right.severity()));
        return List.copyOf(sorted);
    }
}
