package dev.gatehouse.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The 30,000 most common passwords, without regard to ASCII case (NIST SP 800-63B-4 section 3.1.1.2, ASVS 5.0
 * 6.2.4). Searched in the bytes of the sorted list, so that no string of a password is made. Thread-safe.
 */
final class CommonPasswords {
    private static final byte[] LINES = load();
    private static final int LONGEST = 64;

    private CommonPasswords() {}

    /** Returns whether the password, or it without outer ASCII punctuation, is listed or is a listed word repeated. */
    static boolean contains(char[] password) {
        int from = 0;
        int to = password.length;
        while (from < to && isPunctuation(password[from])) {
            from++;
        }
        while (to > from && isPunctuation(password[to - 1])) {
            to--;
        }
        return isListedOrRepeats(password, 0, password.length) || isListedOrRepeats(password, from, to);
    }

    private static boolean isListedOrRepeats(char[] password, int from, int to) {
        int length = to - from;
        for (int unit = 1; unit <= Math.min(length, LONGEST); unit++) {
            if (length % unit == 0 && repeats(password, from, to, unit) && isListed(password, from, from + unit)) {
                return true;
            }
        }
        return false;
    }

    private static boolean repeats(char[] password, int from, int to, int unit) {
        for (int i = from + unit; i < to; i++) {
            if (lower(password[i]) != lower(password[i - unit])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isListed(char[] password, int from, int to) {
        int low = 0;
        int high = LINES.length;
        while (low < high) {
            int start = (low + high) >>> 1;
            while (start > low && LINES[start - 1] != '\n') {
                start--;
            }
            int end = start;
            while (LINES[end] != '\n') {
                end++;
            }
            int order = compare(password, from, to, start, end);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                high = start;
            } else {
                low = end + 1;
            }
        }
        return false;
    }

    private static int compare(char[] password, int from, int to, int start, int end) {
        for (int i = from, line = start; i < to && line < end; i++, line++) {
            int order = Integer.compare(lower(password[i]), LINES[line]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(to - from, end - start);
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static boolean isPunctuation(char c) {
        return c > 0x20 && c < 0x7f && !(lower(c) >= 'a' && lower(c) <= 'z') && !(c >= '0' && c <= '9');
    }

    private static byte[] load() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of common passwords is missing from the artifact");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
