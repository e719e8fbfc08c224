package dev.gatehouse.token;

/** Well-formed UTF-8 as table 3-7 of the Unicode standard lists it: shortest form, no surrogates, up to U+10FFFF. */
final class Utf8Sequence {
    private Utf8Sequence() {}

    /** The length of the sequence of several bytes that begins at {@code at}: 2 to 4, or 0 if none well-formed does. */
    static int lengthAt(byte[] text, int at) {
        int first = text[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return follows(text, at + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            return follows(text, at + 1, low, high) && follows(text, at + 2, 0x80, 0xBF) ? 3 : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int low = first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xF4 ? 0x8F : 0xBF;
            boolean wellFormed = follows(text, at + 1, low, high)
                    && follows(text, at + 2, 0x80, 0xBF)
                    && follows(text, at + 3, 0x80, 0xBF);
            return wellFormed ? 4 : 0;
        }
        return 0;
    }

    private static boolean follows(byte[] text, int at, int low, int high) {
        return at < text.length && (text[at] & 0xFF) >= low && (text[at] & 0xFF) <= high;
    }
}
