package dev.gatehouse.policy;

import java.util.function.Predicate;

/**
 * Which resources one action is allowed on, with everything that is known filled in: the filter of a list. Compiled
 * once; immutable, thread-safe, and without allocation when asked. It looks at every statement that is left, one after
 * the other.
 */
public final class ResourceFilter {
    private final Residuals rules;

    ResourceFilter(Residuals rules) {
        this.rules = rules;
    }

    /**
     * Returns what is certain of a request on a resource.
     *
     * @param resource an ARN
     * @return {@link Answer#CONDITIONAL} where only the evaluator with the whole context can tell
     */
    public Answer test(String resource) {
        return rules.test(resource);
    }

    /** Returns the resources that are allowed whatever the open keys will be. */
    public Predicate<String> allowed() {
        return resource -> rules.test(resource) == Answer.ALLOWED;
    }

    /** Returns the resources that are not denied whatever the open keys will be. */
    public Predicate<String> possible() {
        return resource -> rules.test(resource) != Answer.DENIED;
    }

    /**
     * Returns the keys below a base.
     *
     * @param base what the ARNs of the listed resources have in common, such as {@code arn:aws:s3:::photos/}; the keys
     *     are what follows it
     * @return {@link KeyPrefixes.NeedsCheck} if a pattern has a wildcard inside, open keys decide, or the policies name
     *     so much below the base that planning would take longer than checking (thousands of patterns)
     */
    public KeyPrefixes keys(String base) {
        return PrefixPlan.of(rules, base);
    }
}
