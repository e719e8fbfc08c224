package dev.gatehouse.name;

/**
 * Unicode's {@code toLowerCase} (The Unicode Standard, section 3.13) without any locale: full mappings and the
 * final sigma. Stateless.
 */
final class LowerCase {
    private static final int CAPITAL_I_WITH_DOT = 0x130;
    private static final int CAPITAL_SIGMA = 0x3A3;

    private LowerCase() {}

    static int[] map(int[] input) {
        CodePoints out = new CodePoints(input.length + 1);
        for (int i = 0; i < input.length; i++) {
            int point = input[i];
            if (point == CAPITAL_I_WITH_DOT) { // the only unconditional mapping to more than one code point
                out.add('i');
                out.add(0x307);
            } else if (point == CAPITAL_SIGMA) {
                out.add(cased(input, i, -1) && !cased(input, i, 1) ? 0x3C2 : 0x3C3);
            } else {
                out.add(UnicodeTable.lower(point));
            }
        }
        return out.take();
    }

    /** Returns whether the next code point in a direction that case does not ignore is cased. */
    private static boolean cased(int[] input, int from, int step) {
        for (int i = from + step; i >= 0 && i < input.length; i += step) {
            if (!UnicodeTable.has(input[i], UnicodeTable.CASE_IGNORABLE)) {
                return UnicodeTable.has(input[i], UnicodeTable.CASED);
            }
        }
        return false;
    }
}
