package dev.gatehouse.name;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * The door of this package: from what a user typed to a canonical name, or a refusal. Every method is pure, bounds
 * its input before it reads it, takes time proportional to that bound, and refuses with {@code INVALID_PARAMETER}
 * and the name of the rule; no refusal carries input. The package page lists the rules.
 */
public final class Names {
    /** The version of the rules and of the Unicode table: rules 1 over Unicode 16.0 is 11600. */
    public static final int RULE_VERSION = 10_000 + UnicodeTable.version();

    static final String LENGTH = "name.length";

    private static final int MAX_NAME = 128;
    private static final int MAX_RAW_NAME = 4 * MAX_NAME;
    private static final int MAX_PASSWORD = 256;
    private static final int MAX_RAW_PASSWORD = 4 * MAX_PASSWORD;
    private static final int MIN_DIGITS = 8;
    private static final int MAX_DIGITS = 15;
    private static final int PHONE_LIKE_DIGITS = 3;

    private Names() {}

    /**
     * Returns the user name under which a user is stored where case does not matter: RFC 8265, section 3.3
     * (UsernameCaseMapped), 1 to 128 code points, not beginning with a combining mark.
     */
    public static Outcome<CanonicalName> username(String raw) {
        return name(raw, PrecisProfile.USERNAME_CASE_MAPPED);
    }

    /**
     * Returns the user name where case matters: RFC 8265, section 3.4 (UsernameCasePreserved), 1 to 128 code points,
     * not beginning with a combining mark.
     */
    public static Outcome<CanonicalName> usernameCasePreserved(String raw) {
        return name(raw, PrecisProfile.USERNAME_CASE_PRESERVED);
    }

    /** Returns the preferred user name; its rules are those of {@link #username(String)}. */
    public static Outcome<CanonicalName> preferredUsername(String raw) {
        return username(raw);
    }

    /**
     * Returns the e-mail address under which a user is found. The local part is a dot-atom of at most 64 bytes with
     * its case removed, so two spellings that differ only in case are one user; the domain is in its lower-case
     * A-label form (IDNA 2008); the whole is at most 254 bytes. Quoted local parts, comments, address literals,
     * source routes and a second {@code @} are refused. Send mail to the address that was stored, never to the
     * canonical form.
     */
    public static Outcome<CanonicalName> email(String raw) {
        return EmailAddress.canonical(raw).map(Names::canonical);
    }

    /** Returns a phone number in E.164 form: {@code +}, then 8 to 15 ASCII digits, the first not 0. */
    public static Outcome<CanonicalName> phoneNumber(String raw) {
        boolean valid = raw.length() > MIN_DIGITS && raw.length() <= MAX_DIGITS + 1 && raw.charAt(0) == '+';
        for (int i = 1; valid && i < raw.length(); i++) {
            valid = raw.charAt(i) <= '9' && raw.charAt(i) >= (i == 1 ? '1' : '0');
        }
        return valid ? Outcome.success(canonical(raw)) : CodePoints.refused("phone.syntax");
    }

    /**
     * Returns a password ready to be hashed: RFC 8265, section 4.2 (OpaqueString), 1 to 256 code points. Case, spaces
     * at the ends and compatibility characters are kept; only spaces outside ASCII become {@code U+0020} and the text
     * is put in form NFC. The caller closes both secrets.
     */
    public static Outcome<Secret> password(Secret raw) {
        return raw.use(chars -> {
            if (chars.length == 0 || chars.length > MAX_RAW_PASSWORD) {
                return CodePoints.<Secret>refused("password.length");
            }
            return CodePoints.of(CharBuffer.wrap(chars)).then(points -> {
                Outcome<int[]> enforced = PrecisProfile.OPAQUE_STRING.enforce(points);
                Arrays.fill(points, 0);
                return enforced.then(Names::secret);
            });
        });
    }

    /**
     * Returns whether a name has text on both sides of an {@code @}, in any width. A pool where e-mail addresses find
     * users refuses such a user name, or it could shadow another's address.
     */
    public static boolean looksLikeEmail(String raw) {
        for (int i = 1; i < raw.length() - 1; i++) {
            if (raw.charAt(i) == '@' || raw.charAt(i) == 0xFF20 || raw.charAt(i) == 0xFE6B) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a name is a plus sign followed by three or more digits of any script and nothing else but the
     * usual separators. A pool where phone numbers find users refuses such a user name.
     */
    public static boolean looksLikePhoneNumber(String raw) {
        if (raw.length() > MAX_RAW_NAME) {
            return false;
        }
        return CodePoints.of(raw).map(PrecisProfile::narrow).fold(Names::isPhoneLike, refusal -> false);
    }

    private static boolean isPhoneLike(int[] points) {
        if (points.length == 0 || points[0] != '+') {
            return false;
        }
        int digits = 0;
        for (int i = 1; i < points.length; i++) {
            boolean digit = UnicodeTable.category(points[i]) == UnicodeTable.ND;
            if (!digit && " -.()/".indexOf(points[i]) < 0) {
                return false;
            }
            digits += digit ? 1 : 0;
        }
        return digits >= PHONE_LIKE_DIGITS;
    }

    private static Outcome<CanonicalName> name(String raw, PrecisProfile profile) {
        if (raw.isEmpty() || raw.length() > MAX_RAW_NAME) {
            return CodePoints.refused(LENGTH);
        }
        return CodePoints.of(raw).then(profile::enforce).then(points -> {
            if (points.length > MAX_NAME) {
                return CodePoints.refused(LENGTH);
            }
            if (UnicodeTable.isMark(points[0])) {
                return CodePoints.refused("name.leading-mark");
            }
            return Outcome.success(canonical(CodePoints.text(points)));
        });
    }

    private static Outcome<Secret> secret(int[] points) {
        if (points.length > MAX_PASSWORD) {
            Arrays.fill(points, 0);
            return CodePoints.refused("password.length");
        }
        char[] chars = new char[points.length * 2];
        int size = 0;
        for (int point : points) {
            if (point >= 0x10000) {
                chars[size++] = (char) (0xD800 + ((point - 0x10000) >> 10));
                chars[size++] = (char) (0xDC00 + (point & 0x3FF));
            } else {
                chars[size++] = (char) point;
            }
        }
        char[] exact = Arrays.copyOf(chars, size);
        Secret secret = Secret.copyOf(exact);
        Arrays.fill(points, 0);
        Arrays.fill(chars, '\0');
        Arrays.fill(exact, '\0');
        return Outcome.success(secret);
    }

    private static CanonicalName canonical(String value) {
        return new CanonicalName(value, RULE_VERSION);
    }
}
