package dev.gatehouse.name;

/** Normalization forms C and KC (UAX #15) over the shipped table. Stateless. */
final class Normalization {
    private static final int S_BASE = 0xAC00;
    private static final int L_BASE = 0x1100;
    private static final int V_BASE = 0x1161;
    private static final int T_BASE = 0x11A7;
    private static final int L_COUNT = 19;
    private static final int V_COUNT = 21;
    private static final int T_COUNT = 28;
    private static final int S_COUNT = L_COUNT * V_COUNT * T_COUNT;

    private Normalization() {}

    static int[] nfc(int[] input) {
        return normalize(input, false);
    }

    static int[] nfkc(int[] input) {
        return normalize(input, true);
    }

    private static int[] normalize(int[] input, boolean compat) {
        CodePoints decomposed = new CodePoints(input.length * 2);
        for (int point : input) {
            decompose(point, compat, decomposed);
        }
        order(decomposed);
        compose(decomposed);
        return decomposed.take();
    }

    private static void decompose(int point, boolean compat, CodePoints out) {
        int syllable = point - S_BASE;
        if (syllable >= 0 && syllable < S_COUNT) {
            out.add(L_BASE + syllable / (V_COUNT * T_COUNT));
            out.add(V_BASE + syllable % (V_COUNT * T_COUNT) / T_COUNT);
            if (syllable % T_COUNT != 0) {
                out.add(T_BASE + syllable % T_COUNT);
            }
            return;
        }
        int[] mapping = point < 0x80 ? new int[0] : UnicodeTable.decomposition(point, compat);
        if (mapping.length == 0) {
            out.add(point);
            return;
        }
        for (int part : mapping) {
            decompose(part, compat, out); // the table's mappings nest at most a few levels
        }
    }

    /** Puts each run of marks in canonical order: a stable sort by combining class. */
    private static void order(CodePoints text) {
        for (int i = 1; i < text.size(); i++) {
            int point = text.get(i);
            int combining = UnicodeTable.combiningClass(point);
            if (combining == 0) {
                continue;
            }
            int j = i;
            while (j > 0 && UnicodeTable.combiningClass(text.get(j - 1)) > combining) {
                text.set(j, text.get(j - 1));
                j--;
            }
            text.set(j, point);
        }
    }

    private static void compose(CodePoints text) {
        int starter = -1;
        int lastClass = -1;
        int size = 0;
        for (int i = 0; i < text.size(); i++) {
            int point = text.get(i);
            int combining = UnicodeTable.combiningClass(point);
            if (starter >= 0 && (lastClass < combining || lastClass == -1)) {
                int composite = composite(text.get(starter), point);
                if (composite >= 0) {
                    text.set(starter, composite);
                    continue;
                }
            }
            if (combining == 0) {
                starter = size;
                lastClass = -1;
            } else {
                lastClass = combining;
            }
            text.set(size++, point);
        }
        text.truncate(size);
    }

    private static int composite(int first, int second) {
        int leading = first - L_BASE;
        int vowel = second - V_BASE;
        if (leading >= 0 && leading < L_COUNT && vowel >= 0 && vowel < V_COUNT) {
            return S_BASE + (leading * V_COUNT + vowel) * T_COUNT;
        }
        int syllable = first - S_BASE;
        int trailing = second - T_BASE;
        if (syllable >= 0 && syllable < S_COUNT && syllable % T_COUNT == 0 && trailing > 0 && trailing < T_COUNT) {
            return first + trailing;
        }
        return UnicodeTable.composition(first, second);
    }
}
