package dev.gatehouse.name;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The one Unicode table that every rule of this package reads, so that a name has the same canonical form on
 * every JDK. It is a resource of this module, generated from ICU4J by the tests, and immutable.
 *
 * <p>Format: {@code GHU1}, major and minor version; the distinct property words; the runs of equal words over
 * {@code U+0000..U+10FFFF}; the decomposition mappings (Hangul syllables are arithmetic); the simple lower-case
 * mappings. Numbers are unsigned LEB128, differences are zigzag coded.
 */
final class UnicodeTable {
    static final String RESOURCE = "unicode.bin";
    static final String MAGIC = "GHU1";
    static final int MAX = 0x10FFFF;

    // general categories, in the numbering of the format
    static final int CN = 0;
    static final int LU = 1;
    static final int LL = 2;
    static final int LT = 3;
    static final int LM = 4;
    static final int LO = 5;
    static final int MN = 6;
    static final int ME = 7;
    static final int MC = 8;
    static final int ND = 9;
    static final int NL = 10;
    static final int NO = 11;
    static final int ZS = 12;
    static final int CC = 15;
    static final int PD = 19;
    static final int SO = 27;
    static final int PF = 29;

    // bits of a property word: category 0-4, direction 5-9, joining type 10-12, script 13-15, combining class 16-23
    static final int DIRECTION_SHIFT = 5;
    static final int JOINING_SHIFT = 10;
    static final int SCRIPT_SHIFT = 13;
    static final int COMBINING_SHIFT = 16;
    static final int IGNORABLE = 1 << 24;
    static final int NONCHARACTER = 1 << 25;
    static final int CASED = 1 << 26;
    static final int CASE_IGNORABLE = 1 << 27;
    static final int OLD_HANGUL = 1 << 28;
    static final int HAS_COMPAT = 1 << 29;
    static final int IDNA_UNSTABLE = 1 << 30;

    // scripts that a context rule names; every other script is 0
    static final int GREEK = 1;
    static final int HEBREW = 2;
    static final int KANA_OR_HAN = 3;

    // kinds of decomposition
    static final int CANONICAL = 0;
    static final int COMPOSES = 1;
    static final int COMPAT = 2;
    static final int WIDTH = 3;

    private static final int[] NONE = {};
    private static final UnicodeTable TABLE = load();

    private final int version;
    private final int[] runStarts;
    private final int[] runWords;
    private final int[] decomposed;
    private final byte[] kinds;
    private final int[][] mappings;
    private final int[] cased;
    private final int[] lower;
    private final Map<Long, Integer> compositions = new HashMap<>();

    private UnicodeTable(Input in) throws IOException {
        for (int i = 0; i < MAGIC.length(); i++) {
            if (in.octet() != MAGIC.charAt(i)) {
                throw new IOException("not a Unicode table");
            }
        }
        version = in.octet() * 100 + in.octet();
        int[] words = new int[in.number()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.number();
        }
        runStarts = new int[in.number()];
        runWords = new int[runStarts.length];
        int start = 0;
        for (int i = 0; i < runStarts.length; i++) {
            runStarts[i] = start;
            start += in.number();
            runWords[i] = words[in.number()];
        }
        decomposed = new int[in.number()];
        kinds = new byte[decomposed.length];
        mappings = new int[decomposed.length][];
        int codePoint = 0;
        for (int i = 0; i < decomposed.length; i++) {
            codePoint += in.number();
            decomposed[i] = codePoint;
            int head = in.number();
            kinds[i] = (byte) (head & 3);
            mappings[i] = new int[head >> 2];
            int last = 0;
            for (int j = 0; j < mappings[i].length; j++) {
                last += in.difference();
                mappings[i][j] = last;
            }
            if (kinds[i] == COMPOSES) {
                compositions.put(pair(mappings[i][0], mappings[i][1]), codePoint);
            }
        }
        cased = new int[in.number()];
        lower = new int[cased.length];
        codePoint = 0;
        for (int i = 0; i < cased.length; i++) {
            codePoint += in.number();
            cased[i] = codePoint;
            lower[i] = codePoint + in.difference();
        }
    }

    /** Returns the Unicode version as {@code major * 100 + minor}. */
    static int version() {
        return TABLE.version;
    }

    static int word(int codePoint) {
        int index = Arrays.binarySearch(TABLE.runStarts, codePoint);
        return TABLE.runWords[index >= 0 ? index : -index - 2];
    }

    static boolean has(int codePoint, int flag) {
        return (word(codePoint) & flag) != 0;
    }

    static int category(int codePoint) {
        return word(codePoint) & 31;
    }

    static int direction(int codePoint) {
        return (word(codePoint) >> DIRECTION_SHIFT) & 31;
    }

    static int joiningType(int codePoint) {
        return (word(codePoint) >> JOINING_SHIFT) & 7;
    }

    static int script(int codePoint) {
        return (word(codePoint) >> SCRIPT_SHIFT) & 7;
    }

    static int combiningClass(int codePoint) {
        return (word(codePoint) >> COMBINING_SHIFT) & 255;
    }

    static boolean isMark(int codePoint) {
        int category = category(codePoint);
        return category == MN || category == MC || category == ME;
    }

    /** Returns the one-step decomposition, or nothing if there is none of a kind asked for. */
    static int[] decomposition(int codePoint, boolean compat) {
        int index = Arrays.binarySearch(TABLE.decomposed, codePoint);
        return index >= 0 && (compat || TABLE.kinds[index] <= COMPOSES) ? TABLE.mappings[index] : NONE;
    }

    /** Returns the full-width or half-width form's ordinary code point, or the code point itself. */
    static int narrowed(int codePoint) {
        int index = Arrays.binarySearch(TABLE.decomposed, codePoint);
        return index >= 0 && TABLE.kinds[index] == WIDTH ? TABLE.mappings[index][0] : codePoint;
    }

    /** Returns the primary composite of two code points, or -1. */
    static int composition(int first, int second) {
        return TABLE.compositions.getOrDefault(pair(first, second), -1);
    }

    /** Returns the simple lower-case mapping. */
    static int lower(int codePoint) {
        int index = Arrays.binarySearch(TABLE.cased, codePoint);
        return index >= 0 ? TABLE.lower[index] : codePoint;
    }

    private static long pair(int first, int second) {
        return ((long) first << 32) | second;
    }

    private static UnicodeTable load() {
        try (InputStream stream = UnicodeTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the Unicode table is missing from the module");
            }
            return new UnicodeTable(new Input(stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the Unicode table cannot be read", e);
        }
    }

    /** Reads the numbers of the format. */
    private static final class Input {
        private final byte[] bytes;
        private int next;

        Input(byte[] bytes) {
            this.bytes = bytes;
        }

        int octet() throws IOException {
            if (next == bytes.length) {
                throw new EOFException("the Unicode table ends early");
            }
            return bytes[next++] & 255;
        }

        int number() throws IOException {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                int octet = octet();
                value |= (octet & 127) << shift;
                if (octet < 128) {
                    return value;
                }
            }
        }

        int difference() throws IOException {
            int value = number();
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
