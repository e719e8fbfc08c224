package dev.gatehouse.policy;

/**
 * Matches text against code points and the two wildcards. Only the last {@code *} is ever reconsidered, so the work is
 * at most the length of the pattern times the length of the text, whatever the number of wildcards.
 */
final class Wildcard {
    /** Any run of characters, line ends and the empty run included. */
    static final int ANY = -1;
    /** Exactly one code point. */
    static final int ONE = -2;

    private Wildcard() {}

    static boolean matches(int[] pattern, int length, String text) {
        int at = 0;
        int here = 0;
        int star = -1;
        int mark = 0;
        while (here < text.length()) {
            int point = text.codePointAt(here);
            if (at < length && pattern[at] == ANY) {
                star = at++;
                mark = here;
                if (at == length) {
                    return true;
                }
            } else if (at < length && (pattern[at] == ONE || pattern[at] == point)) {
                at++;
                here += Character.charCount(point);
            } else if (star >= 0) {
                at = star + 1;
                mark += Character.charCount(text.codePointAt(mark));
                here = mark;
            } else {
                return false;
            }
        }
        while (at < length && pattern[at] == ANY) {
            at++;
        }
        return at == length;
    }
}
