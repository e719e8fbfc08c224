package dev.gatehouse.policy.lint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that the linter has found. Immutable; carries nothing that the document's author wrote. */
public final class Finding {
    private final LintRule rule;
    private final String path;
    private final String message;

    Finding(LintRule rule, String path, String message) {
        this.rule = rule;
        this.path = path;
        this.message = message;
    }

    /** Returns the rule. */
    public LintRule rule() {
        return rule;
    }

    /** Returns how much it matters. */
    public Severity severity() {
        return rule.severity();
    }

    /** Returns the place, such as {@code policy.Statement[2].Condition[0].key[1]}; indexes in the order of the text. */
    public String path() {
        return path;
    }

    /** Returns a sentence for people. */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Finding that
                && rule == that.rule
                && path.equals(that.path)
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, path, message);
    }

    @Override
    public String toString() {
        return severity() + " " + rule + " at " + path + ": " + message;
    }
}
