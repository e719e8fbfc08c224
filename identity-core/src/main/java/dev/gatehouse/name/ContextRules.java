package dev.gatehouse.name;

/** The contextual rules for joiners and other code points (RFC 5892, appendix A; used by RFC 8264). Stateless. */
final class ContextRules {
    private static final int VIRAMA = 9;
    private static final int JOINS_BOTH = 2;
    private static final int JOINS_LEFT = 3;
    private static final int JOINS_RIGHT = 4;
    private static final int TRANSPARENT = 5;

    private ContextRules() {}

    /** Returns whether a code point is allowed only where a rule holds. */
    static boolean governs(int point) {
        return switch (point) {
            case 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x200C, 0x200D -> true;
            default -> isArabicIndic(point) || isExtendedArabicIndic(point);
        };
    }

    /** Returns whether the rule for the governed code point at {@code i} holds. */
    static boolean holds(int[] text, int i) {
        return switch (text[i]) {
            case 0x200C -> afterVirama(text, i) || betweenJoiners(text, i); // A.1
            case 0x200D -> afterVirama(text, i); // A.2
            case 0xB7 -> i > 0 && text[i - 1] == 'l' && i + 1 < text.length && text[i + 1] == 'l'; // A.3
            case 0x375 -> i + 1 < text.length && UnicodeTable.script(text[i + 1]) == UnicodeTable.GREEK; // A.4
            case 0x5F3, 0x5F4 -> i > 0 && UnicodeTable.script(text[i - 1]) == UnicodeTable.HEBREW; // A.5, A.6
            case 0x30FB -> anyKanaOrHan(text); // A.7
            default -> digitsAgree(text, isArabicIndic(text[i])); // A.8, A.9
        };
    }

    private static boolean afterVirama(int[] text, int i) {
        return i > 0 && UnicodeTable.combiningClass(text[i - 1]) == VIRAMA;
    }

    private static boolean betweenJoiners(int[] text, int i) {
        int before = i - 1;
        while (before >= 0 && UnicodeTable.joiningType(text[before]) == TRANSPARENT) {
            before--;
        }
        int after = i + 1;
        while (after < text.length && UnicodeTable.joiningType(text[after]) == TRANSPARENT) {
            after++;
        }
        return before >= 0
                && after < text.length
                && (UnicodeTable.joiningType(text[before]) == JOINS_BOTH
                        || UnicodeTable.joiningType(text[before]) == JOINS_LEFT)
                && (UnicodeTable.joiningType(text[after]) == JOINS_BOTH
                        || UnicodeTable.joiningType(text[after]) == JOINS_RIGHT);
    }

    private static boolean anyKanaOrHan(int[] text) {
        for (int point : text) {
            if (UnicodeTable.script(point) == UnicodeTable.KANA_OR_HAN) {
                return true;
            }
        }
        return false;
    }

    private static boolean digitsAgree(int[] text, boolean arabicIndic) {
        for (int point : text) {
            if (arabicIndic ? isExtendedArabicIndic(point) : isArabicIndic(point)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isArabicIndic(int point) {
        return point >= 0x660 && point <= 0x669;
    }

    private static boolean isExtendedArabicIndic(int point) {
        return point >= 0x6F0 && point <= 0x6F9;
    }
}
