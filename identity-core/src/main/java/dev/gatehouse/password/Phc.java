package dev.gatehouse.password;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;

/** The parts of the PHC string format: decimal numbers and unpadded Base64, both in their one canonical spelling. */
final class Phc {
    /** A pattern of one decimal number without leading zeros, of at most ten digits. */
    static final String NUMBER = "(0|[1-9][0-9]{0,9})";
    /** A pattern of one Base64 text, possibly empty. */
    static final String BASE64 = "([A-Za-z0-9+/]*)";

    private Phc() {}

    /** Returns the number in a group of {@link #NUMBER}, or empty if it is outside {@code min} to {@code max}. */
    static Optional<Integer> number(Matcher matcher, String group, int min, int max) {
        long value = Long.parseLong(matcher.group(group));
        return value >= min && value <= max ? Optional.of((int) value) : Optional.empty();
    }

    /** Returns the bytes that {@code text} spells, or empty if it is not canonical or not of {@code min} to {@code max} bytes. */
    static Optional<byte[]> bytes(String text, int min, int max) {
        if (text.length() % 4 == 1 || text.length() > (max * 4 + 2) / 3) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getDecoder().decode(text);
        boolean usable =
                bytes.length >= min && bytes.length <= max && text(bytes).equals(text);
        return usable ? Optional.of(bytes) : Optional.empty();
    }

    /** Returns the unpadded Base64 of {@code bytes}. */
    static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Overwrites every array. */
    static void wipe(byte[]... arrays) {
        for (byte[] array : arrays) {
            Arrays.fill(array, (byte) 0);
        }
    }
}
