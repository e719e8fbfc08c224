package dev.gatehouse.policy;

import java.util.function.Predicate;

/**
 * Which values of one context key let an action through on one resource, such as the {@code dynamodb:LeadingKeys} of a
 * table. It speaks of requests with exactly one value; what it says of two values is not what it says of both at once,
 * since each may be allowed by another statement. Immutable, thread-safe, and without allocation when asked.
 */
public final class ValueFilter {
    private final Residuals rules;
    private final Answer withoutValue;

    ValueFilter(Residuals rules, Answer withoutValue) {
        this.rules = rules;
        this.withoutValue = withoutValue;
    }

    /** Returns what is certain of a request in which the key has this value. */
    public Answer test(String value) {
        return rules.test(value);
    }

    /**
     * Returns what is certain of a request without the key, such as a scan of the whole table. {@code ForAllValues}
     * lets it through, unless {@code Null} stands beside it.
     */
    public Answer withoutValue() {
        return withoutValue;
    }

    /** Returns the values that are allowed whatever the open keys will be. */
    public Predicate<String> allowed() {
        return value -> rules.test(value) == Answer.ALLOWED;
    }

    /**
     * Returns the values as prefixes and single keys; {@link KeyPrefixes.NeedsCheck} also where an operator other than
     * {@code StringEquals}, {@code StringLike}, their negations and {@code Null} reads the key.
     */
    public KeyPrefixes keys() {
        return PrefixPlan.of(rules, "");
    }
}
