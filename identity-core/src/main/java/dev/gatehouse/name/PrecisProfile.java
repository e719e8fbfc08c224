package dev.gatehouse.name;

import dev.gatehouse.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A PRECIS profile: mappings in the order of RFC 8264, section 7, then the Bidi rule, then the string class. The
 * steps repeat until nothing changes, so that a canonical form is its own canonical form; a text that has not
 * settled after four rounds is refused (RFC 8266, section 2.3). Immutable.
 */
final class PrecisProfile {
    static final PrecisProfile USERNAME_CASE_MAPPED = username(List.of(PrecisProfile::narrow, LowerCase::map));
    static final PrecisProfile USERNAME_CASE_PRESERVED = username(List.of(PrecisProfile::narrow));
    /** Local parts of addresses: user names whose full-width forms are refused rather than mapped. */
    static final PrecisProfile LOCAL_PART = username(List.of(LowerCase::map));

    static final PrecisProfile OPAQUE_STRING =
            new PrecisProfile(StringClass.FREEFORM, List.of(PrecisProfile::plainSpaces, Normalization::nfc), false);
    static final PrecisProfile NICKNAME = nickname(List.of(LowerCase::map));
    static final PrecisProfile NICKNAME_CASE_PRESERVED = nickname(List.of());

    private static final int ROUNDS = 4;

    private final StringClass stringClass;
    private final List<UnaryOperator<int[]>> mappings;
    private final boolean directional;

    private PrecisProfile(StringClass stringClass, List<UnaryOperator<int[]>> mappings, boolean directional) {
        this.stringClass = stringClass;
        this.mappings = mappings;
        this.directional = directional;
    }

    /** Returns a profile of RFC 8265, section 3, with these mappings before normalization. */
    static PrecisProfile username(List<UnaryOperator<int[]>> mappings) {
        return new PrecisProfile(StringClass.IDENTIFIER, with(mappings, Normalization::nfc), true);
    }

    /** Returns a profile of RFC 8266 with this mapping of case. */
    static PrecisProfile nickname(List<UnaryOperator<int[]>> caseMapping) {
        UnaryOperator<int[]> spaces = text -> singleSpaces(plainSpaces(text));
        List<UnaryOperator<int[]>> first =
                caseMapping.isEmpty() ? List.of(spaces) : List.of(spaces, caseMapping.get(0));
        return new PrecisProfile(StringClass.FREEFORM, with(first, Normalization::nfkc), false);
    }

    static int[] narrow(int[] text) {
        int[] mapped = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            mapped[i] = text[i] < 0x80 ? text[i] : UnicodeTable.narrowed(text[i]);
        }
        return mapped;
    }

    /** Returns the canonical form of {@code raw}, or the first rule that it breaks. Wipes what it held between. */
    Outcome<int[]> enforce(int[] raw) {
        int[] text = raw.clone();
        for (int round = 0; round < ROUNDS; round++) {
            int[] before = text;
            for (UnaryOperator<int[]> mapping : mappings) {
                int[] mapped = mapping.apply(text);
                if (text != before) {
                    Arrays.fill(text, 0);
                }
                text = mapped;
            }
            boolean settled = Arrays.equals(before, text);
            Arrays.fill(before, 0);
            if (settled) {
                return judge(text);
            }
        }
        Arrays.fill(text, 0);
        return CodePoints.refused("name.unstable");
    }

    private Outcome<int[]> judge(int[] text) {
        if (text.length == 0) {
            return CodePoints.refused(Names.LENGTH);
        }
        if (directional && BidiRule.isRightToLeft(text) && !BidiRule.holds(text)) {
            return CodePoints.refused("name.bidi");
        }
        return stringClass.check(text).map(done -> text);
    }

    private static int[] plainSpaces(int[] text) {
        int[] mapped = text.clone();
        for (int i = 0; i < mapped.length; i++) {
            if (mapped[i] > 0x7F && UnicodeTable.category(mapped[i]) == UnicodeTable.ZS) {
                mapped[i] = ' ';
            }
        }
        return mapped;
    }

    private static int[] singleSpaces(int[] text) {
        CodePoints out = new CodePoints(text.length);
        boolean pending = false;
        for (int point : text) {
            if (point == ' ') {
                pending = out.size() > 0;
                continue;
            }
            if (pending) {
                out.add(' ');
                pending = false;
            }
            out.add(point);
        }
        return out.take();
    }

    private static List<UnaryOperator<int[]>> with(List<UnaryOperator<int[]>> first, UnaryOperator<int[]> last) {
        var all = new ArrayList<>(first);
        all.add(last);
        return List.copyOf(all);
    }
}
