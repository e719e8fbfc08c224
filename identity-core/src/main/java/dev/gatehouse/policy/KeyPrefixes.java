package dev.gatehouse.policy;

import java.util.function.Function;

/**
 * Which keys a policy set allows, for a query that lists them: prefixes to ask the database for, instead of a check of
 * every row.
 */
public sealed interface KeyPrefixes {
    /**
     * The keys, exactly: no row of the list needs a check, and none is missing.
     *
     * @param allowed the keys that are allowed
     */
    record Exact(PrefixSet allowed) implements KeyPrefixes {}

    /**
     * More keys than are allowed, because a pattern has a wildcard inside, or because conditions read what is not known
     * yet. Rows outside {@code allowed} need a check by the filter that this came from, and by the evaluator where that
     * answers {@link Answer#CONDITIONAL}.
     *
     * @param possible no key outside is allowed
     * @param allowed every key inside is allowed
     */
    record NeedsCheck(PrefixSet possible, PrefixSet allowed) implements KeyPrefixes {}

    /** Returns the keys to ask the database for: the allowed ones, or more. */
    default PrefixSet candidates() {
        return fold(Exact::allowed, NeedsCheck::possible);
    }

    /** Returns whether every candidate is allowed. */
    default boolean isExact() {
        return this instanceof Exact;
    }

    /** Returns what the function for this variant returns. */
    default <R> R fold(
            Function<? super Exact, ? extends R> onExact, Function<? super NeedsCheck, ? extends R> onCheck) {
        if (this instanceof Exact exact) {
            return onExact.apply(exact);
        }
        return onCheck.apply((NeedsCheck) this);
    }
}
