package dev.gatehouse.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads numbers, dates, bytes and ARNs as conditions compare them; null for text that is none. */
final class PolicyValues {
    static final int ARN_PARTS = 6;
    private static final int MAX_NUMBER = 64;

    private PolicyValues() {}

    /** Returns a decimal number of at most 64 characters, without exponent. */
    static @Nullable BigDecimal number(String text) {
        int digits = 0;
        int points = 0;
        if (text.length() > MAX_NUMBER) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return null;
            }
        }
        return digits > 0 && points <= 1 ? new BigDecimal(text) : null;
    }

    /** Returns a W3C profile ISO 8601 date, from the year to fractions of a second, or seconds since 1970. */
    static @Nullable Instant instant(String text) {
        if (text.length() < 4 || text.length() > 40) {
            return null;
        }
        try {
            if (text.length() > 4 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return text.length() > 12 ? null : Instant.ofEpochSecond(Long.parseLong(text));
            }
            return switch (text.length()) {
                case 4 -> LocalDate.parse(text + "-01-01").atStartOfDay().toInstant(ZoneOffset.UTC);
                case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                case 10 -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
                default -> OffsetDateTime.parse(text).toInstant();
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    static byte @Nullable [] binary(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns whether the text has the six parts of an ARN, {@code arn} first. */
    static boolean isArn(String text) {
        if (!text.startsWith("arn:")) {
            return false;
        }
        int colon = -1;
        for (int part = 1; part < ARN_PARTS; part++) {
            colon = text.indexOf(':', colon + 1);
            if (colon < 0) {
                return false;
            }
        }
        return true;
    }
}
