package dev.gatehouse.name;

import dev.gatehouse.Done;
import dev.gatehouse.Outcome;
import java.util.Arrays;
import java.util.Optional;

/**
 * Internet domain names in their A-label form: IDNA 2008 (RFC 5891, 5892, 5893) after the mapping of RFC 5895
 * (width, lower case, NFC, ideographic full stop). {@code java.net.IDN} is not used: it is IDNA 2003 over Unicode
 * 3.2 and would make one name of {@code straße} and {@code strasse}. Stateless.
 */
final class DomainName {
    static final String SYNTAX = "email.domain";

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;
    private static final String PREFIX = "xn--";

    private DomainName() {}

    /** Returns the lower-case A-label form of a domain of at most 254 code points. */
    static Outcome<String> canonical(int[] raw) {
        int[] text = raw;
        for (int point : raw) {
            if (point > 0x7F) {
                text = Normalization.nfc(LowerCase.map(PrecisProfile.narrow(Normalization.nfc(raw))));
                break;
            }
        }
        StringBuilder out = new StringBuilder(raw.length + 16);
        boolean rightToLeft = false;
        boolean bidiHolds = true;
        boolean numeric = false;
        for (int start = 0; start <= text.length; ) {
            int end = start;
            while (end < text.length && !isDot(text[end])) {
                end++;
            }
            Optional<int[]> label = unicodeLabel(Arrays.copyOfRange(text, start, end));
            if (label.isEmpty()) {
                return CodePoints.refused(SYNTAX);
            }
            rightToLeft |= BidiRule.isRightToLeft(label.get());
            bidiHolds &= BidiRule.holds(label.get());
            numeric = isNumeric(label.get());
            String ascii = asciiLabel(label.get());
            out.append(out.isEmpty() ? "" : ".").append(ascii);
            if (ascii.length() > MAX_LABEL || out.length() > MAX_LENGTH) {
                return CodePoints.refused(SYNTAX);
            }
            start = end + 1;
        }
        if (numeric || (rightToLeft && !bidiHolds)) { // a numeric last label is an IPv4 address, not a domain
            return CodePoints.refused(numeric ? SYNTAX : "name.bidi");
        }
        return Outcome.success(out.toString());
    }

    /** Returns the label that is meant, as an IDNA 2008 U-label or lower-case letters, digits and hyphens. */
    private static Optional<int[]> unicodeLabel(int[] label) {
        if (label.length == 0 || label.length > MAX_LABEL || label[0] == '-' || label[label.length - 1] == '-') {
            return Optional.empty();
        }
        boolean ascii = true;
        for (int i = 0; i < label.length; i++) {
            if (label[i] >= 'A' && label[i] <= 'Z') {
                label[i] += 'a' - 'A';
            }
            ascii &= label[i] < 0x80;
        }
        if (!ascii) {
            return isUnicodeLabel(label) ? Optional.of(label) : Optional.empty();
        }
        String text = CodePoints.text(label);
        if (text.startsWith(PREFIX)) {
            // fake A-labels are refused: what decodes must be a U-label that encodes to the same text
            return Punycode.decode(text.substring(PREFIX.length()))
                    .filter(DomainName::isUnicodeLabel)
                    .filter(decoded -> asciiLabel(decoded).equals(text));
        }
        boolean plain = !hasHyphens34(label);
        for (int point : label) {
            plain &= isLetterDigitHyphen(point);
        }
        return plain ? Optional.of(label) : Optional.empty();
    }

    private static String asciiLabel(int[] label) {
        for (int point : label) {
            if (point > 0x7F) {
                return PREFIX + Punycode.encode(label);
            }
        }
        return CodePoints.text(label);
    }

    /** RFC 5891, section 4.2.3; the Bidi rule is the whole domain's. */
    private static boolean isUnicodeLabel(int[] label) {
        if (label.length == 0
                || hasHyphens34(label)
                || label[0] == '-'
                || label[label.length - 1] == '-'
                || UnicodeTable.isMark(label[0])
                || !Arrays.equals(label, Normalization.nfc(label))) {
            return false;
        }
        boolean ascii = true;
        for (int i = 0; i < label.length; i++) {
            ascii &= label[i] < 0x80;
            boolean allowed = ContextRules.governs(label[i]) ? ContextRules.holds(label, i) : isValid(label[i]);
            if (!allowed) {
                return false;
            }
        }
        return !ascii;
    }

    /** Returns the derived property PVALID (RFC 5892, section 3). */
    private static boolean isValid(int point) {
        if (point < 0x80) {
            return isLetterDigitHyphen(point);
        }
        int exception = StringClass.exception(point);
        if (exception != 0) {
            return exception > 0;
        }
        boolean ignorableBlock = (point >= 0x20D0 && point <= 0x20FF) || (point >= 0x1D100 && point <= 0x1D24F);
        if (ignorableBlock || UnicodeTable.has(point, UnicodeTable.IDNA_UNSTABLE)) {
            return false;
        }
        Outcome<Done> identifier = StringClass.IDENTIFIER.check(new int[] {point});
        return identifier.asRefusal().isEmpty();
    }

    private static boolean isLetterDigitHyphen(int point) {
        return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || point == '-';
    }

    private static boolean hasHyphens34(int[] label) {
        return label.length >= 4 && label[2] == '-' && label[3] == '-';
    }

    private static boolean isNumeric(int[] label) {
        for (int point : label) {
            if (point < '0' || point > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDot(int point) {
        return point == '.' || point == 0x3002;
    }
}
