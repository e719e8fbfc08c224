package dev.gatehouse.name;

import dev.gatehouse.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Addresses as people type them: {@code dot-atom@domain} (RFC 5322, section 3.4.1; RFC 6531, section 3.3), with
 * no comment, quoted string, address literal or source route. Stateless.
 */
final class EmailAddress {
    static final String SYNTAX = "email.syntax";
    static final String LENGTH = "email.length";

    private static final int MAX_BYTES = 254;
    private static final int MAX_LOCAL_BYTES = 64;
    private static final String SPECIAL_ATOM_TEXT = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress() {}

    static Outcome<String> canonical(String raw) {
        if (raw.isEmpty() || raw.length() > MAX_BYTES) {
            return CodePoints.refused(LENGTH);
        }
        return CodePoints.of(raw).then(EmailAddress::canonical);
    }

    private static Outcome<String> canonical(int[] raw) {
        int at = -1;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '@') {
                if (at >= 0) {
                    return CodePoints.refused(SYNTAX);
                }
                at = i;
            }
        }
        if (at < 1 || at == raw.length - 1) {
            return CodePoints.refused(SYNTAX);
        }
        int[] domain = Arrays.copyOfRange(raw, at + 1, raw.length);
        return localPart(Arrays.copyOf(raw, at))
                .then(local -> DomainName.canonical(domain).then(name -> bounded(local + "@" + name)));
    }

    private static Outcome<String> bounded(String address) {
        boolean fits = address.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        return fits ? Outcome.success(address) : CodePoints.refused(LENGTH);
    }

    private static Outcome<String> localPart(int[] raw) {
        boolean ascii = isAscii(raw);
        if (!isDotAtom(raw)) {
            return CodePoints.refused(SYNTAX);
        }
        return PrecisProfile.LOCAL_PART.enforce(raw).then(local -> {
            // a code point that turns into ASCII (the Kelvin sign) would let a look-alike open another's account
            boolean lookAlike = !ascii && isAscii(local);
            if (lookAlike || !isDotAtom(local) || UnicodeTable.isMark(local[0])) {
                return CodePoints.refused(SYNTAX);
            }
            String text = CodePoints.text(local);
            boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL_BYTES;
            return fits ? Outcome.success(text) : CodePoints.refused(LENGTH);
        });
    }

    private static boolean isDotAtom(int[] text) {
        int last = '.';
        for (int point : text) {
            boolean atom = point > 0x7F
                    || (point >= 'a' && point <= 'z')
                    || (point >= 'A' && point <= 'Z')
                    || (point >= '0' && point <= '9')
                    || SPECIAL_ATOM_TEXT.indexOf(point) >= 0;
            if (!atom && (point != '.' || last == '.')) {
                return false;
            }
            last = point;
        }
        return last != '.';
    }

    private static boolean isAscii(int[] text) {
        for (int point : text) {
            if (point > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
