package dev.gatehouse.name;

import dev.gatehouse.Done;
import dev.gatehouse.Outcome;

/** The PRECIS string classes (RFC 8264, sections 4 and 8). */
enum StringClass {
    /** For identifiers: letters, digits and printable ASCII (RFC 8264, section 4.2). */
    IDENTIFIER,
    /** For free text such as passwords: also spaces, symbols, punctuation and compatibility characters. */
    FREEFORM;

    static final String DISALLOWED = "name.disallowed-code-point";
    static final String CONTEXT = "name.context";
    static final String UNASSIGNED = "name.unassigned-code-point";

    /** Returns whether every code point of {@code text} belongs to this class where it stands. */
    Outcome<Done> check(int[] text) {
        for (int i = 0; i < text.length; i++) {
            int point = text[i];
            if (ContextRules.governs(point)) {
                if (!ContextRules.holds(text, i)) {
                    return CodePoints.refused(CONTEXT);
                }
            } else if (!contains(point)) {
                boolean unassigned = UnicodeTable.category(point) == UnicodeTable.CN;
                return CodePoints.refused(unassigned ? UNASSIGNED : DISALLOWED);
            }
        }
        return Outcome.done();
    }

    /** Returns the derived property, in the order of RFC 8264, section 8. */
    private boolean contains(int point) {
        if (point >= 0x21 && point <= 0x7E) {
            return true; // ASCII7 (K); no exception lies in it
        }
        int exception = exception(point);
        if (exception != 0) {
            return exception > 0;
        }
        int word = UnicodeTable.word(point);
        int refusing = UnicodeTable.OLD_HANGUL | UnicodeTable.IGNORABLE | UnicodeTable.NONCHARACTER;
        int category = word & 31;
        if (category == UnicodeTable.CN || (word & refusing) != 0 || category == UnicodeTable.CC) {
            return false;
        }
        if ((word & UnicodeTable.HAS_COMPAT) != 0) {
            return this == FREEFORM;
        }
        return switch (category) {
            case UnicodeTable.LU,
                    UnicodeTable.LL,
                    UnicodeTable.LO,
                    UnicodeTable.LM,
                    UnicodeTable.ND,
                    UnicodeTable.MN,
                    UnicodeTable.MC -> true;
            case UnicodeTable.LT, UnicodeTable.NL, UnicodeTable.NO, UnicodeTable.ME, UnicodeTable.ZS ->
                this == FREEFORM;
            default -> category >= UnicodeTable.PD && category <= UnicodeTable.PF && this == FREEFORM;
        };
    }

    /** Returns 1 for the exceptions that are valid, -1 for those that are not, else 0 (RFC 8264, section 9.6). */
    static int exception(int point) {
        return switch (point) {
            case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007 -> 1;
            case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B -> -1;
            default -> 0;
        };
    }
}
