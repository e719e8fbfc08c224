package dev.gatehouse.policy;

import org.jspecify.annotations.Nullable;

/**
 * Matches text against code points, variables and the two wildcards. Only the last {@code *} is ever reconsidered, so
 * the work is at most the length of the pattern times the length of the text, whatever the number of wildcards. Values
 * of variables are compared in place, as plain code points; nothing is allocated.
 */
final class Wildcard {
    /** Any run of characters, line ends and the empty run included. */
    static final int ANY = -1;
    /** Exactly one code point. */
    static final int ONE = -2;

    private static final int END = Integer.MIN_VALUE;

    private Wildcard() {}

    /** Returns whether {@code text} from {@code from} to {@code to} is the pattern from its token {@code first}. */
    static boolean matches(
            int[] pattern,
            int first,
            Template.Variable[] variables,
            String text,
            int from,
            int to,
            @Nullable AuthorizationRequest request) {
        int at = first;
        int here = from;
        int star = -1;
        int mark = from;
        String value = null;
        int inside = 0;
        while (true) {
            int wanted;
            if (value != null) {
                if (inside == value.length()) {
                    value = null;
                    at++;
                    continue;
                }
                wanted = value.codePointAt(inside);
            } else if (at == pattern.length) {
                wanted = END;
            } else {
                wanted = pattern[at];
                if (wanted <= Template.FIRST_VARIABLE) {
                    value = request == null ? "" : variables[Template.FIRST_VARIABLE - wanted].text(request);
                    inside = 0;
                    continue;
                }
                if (wanted == ANY) {
                    star = ++at;
                    mark = here;
                    if (at == pattern.length) {
                        return true;
                    }
                    continue;
                }
            }
            if (here >= to) {
                return wanted == END;
            }
            int point = text.codePointAt(here);
            if (wanted == point || (wanted == ONE && value == null)) {
                here += Character.charCount(point);
                if (value == null) {
                    at++;
                } else {
                    inside += Character.charCount(point);
                }
            } else if (star >= 0) {
                at = star;
                value = null;
                mark += Character.charCount(text.codePointAt(mark));
                here = mark;
            } else {
                return false;
            }
        }
    }
}
