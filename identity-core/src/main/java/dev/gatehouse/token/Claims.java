package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads claims of the types that RFC 7519 §2 and §4 give them. */
final class Claims {
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);
    private static final int LONGEST_SUBJECT = 255;

    private Claims() {}

    static Map<String, @Nullable Object> parse(byte[] payload) throws TokenFault {
        try {
            return frozen(Json.parseObject(payload, payload.length));
        } catch (JsonException e) {
            throw new TokenFault(TokenRule.CLAIMS);
        }
    }

    /** A NumericDate, between 1970 and 9999, with its fraction; null if the claim is absent. */
    static @Nullable Instant time(Map<String, @Nullable Object> claims, String name, TokenRule rule) throws TokenFault {
        if (!claims.containsKey(name)) {
            return null;
        }
        Object value = claims.get(name);
        if (value instanceof Long whole) {
            if (whole < 0 || whole > LATEST.longValue()) {
                throw new TokenFault(rule);
            }
            return Instant.ofEpochSecond(whole);
        }
        if (!(value instanceof BigDecimal seconds)) {
            throw new TokenFault(rule);
        }
        if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
            throw new TokenFault(rule);
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole)
                .movePointRight(9)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }

    static Instant requiredTime(Map<String, @Nullable Object> claims, String name, TokenRule rule) throws TokenFault {
        Instant time = time(claims, name, rule);
        if (time == null) {
            throw new TokenFault(rule);
        }
        return time;
    }

    /** The subject: 1 to 255 characters (OpenID Connect Core §2). */
    static String subject(Map<String, @Nullable Object> claims) throws TokenFault {
        if (claims.get("sub") instanceof String sub && !sub.isEmpty() && sub.length() <= LONGEST_SUBJECT) {
            return sub;
        }
        throw new TokenFault(TokenRule.SUB);
    }

    static void requireText(Map<String, @Nullable Object> claims, String name, String expected, TokenRule rule)
            throws TokenFault {
        if (!expected.equals(claims.get(name))) {
            throw new TokenFault(rule);
        }
    }

    /** The audience (RFC 7519 §4.1.3): a string or an array of strings. */
    static List<String> audience(Map<String, @Nullable Object> claims) throws TokenFault {
        Object aud = claims.get("aud");
        if (aud instanceof String single) {
            return List.of(single);
        }
        List<String> audience = new ArrayList<>();
        if (aud instanceof List<?> several) {
            for (Object item : several) {
                if (!(item instanceof String text)) {
                    throw new TokenFault(TokenRule.AUD);
                }
                audience.add(text);
            }
        }
        if (audience.isEmpty()) {
            throw new TokenFault(TokenRule.AUD);
        }
        return audience;
    }

    private static Map<String, @Nullable Object> frozen(Map<?, ?> members) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            copy.put((String) member.getKey(), frozenValue(member.getValue()));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object frozenValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            return frozen(members);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            for (Object item : items) {
                copy.add(frozenValue(item));
            }
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
