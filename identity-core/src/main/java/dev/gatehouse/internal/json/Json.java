package dev.gatehouse.internal.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259), read strictly and written canonically enough to be compared: no duplicate names, no lone
 * surrogates, no leading zeros, no trailing text, no byte order mark.
 *
 * <p>Values are {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@code String},
 * {@code Long} for integers of 64 bits, {@code BigDecimal} for other numbers, {@code Boolean} and {@code null}.
 */
public final class Json {
    private Json() {}

    /**
     * Returns the value of a text in UTF-8.
     *
     * @param maxBytes the longest text accepted; longer ones are refused unread
     * @throws JsonException if the bytes are not UTF-8, not JSON, or break a limit
     */
    public static @Nullable Object parse(byte[] utf8, int maxBytes) throws JsonException {
        if (utf8.length > maxBytes) {
            throw new JsonException("too-long", 0);
        }
        return new JsonReader(decode(utf8)).read();
    }

    /**
     * Returns the value of a text.
     *
     * @param maxChars the longest text accepted; longer ones are refused unread
     * @throws JsonException if the text is not JSON or breaks a limit
     */
    public static @Nullable Object parse(String text, int maxChars) throws JsonException {
        if (text.length() > maxChars) {
            throw new JsonException("too-long", 0);
        }
        return new JsonReader(text).read();
    }

    /** Returns the members of a text that must be an object; see {@link #parse(byte[], int)}. */
    public static Map<String, @Nullable Object> parseObject(byte[] utf8, int maxBytes) throws JsonException {
        return object(parse(utf8, maxBytes));
    }

    /** Returns the members of a text that must be an object; see {@link #parse(String, int)}. */
    public static Map<String, @Nullable Object> parseObject(String text, int maxChars) throws JsonException {
        return object(parse(text, maxChars));
    }

    /**
     * Returns {@code value} as compact JSON text.
     *
     * @throws IllegalArgumentException if a value is of a type that {@link Json} does not name, or a string has a
     *     lone surrogate
     */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        JsonWriter.write(value, out);
        return out.toString();
    }

    @SuppressWarnings("unchecked") // the reader makes only such maps
    private static Map<String, @Nullable Object> object(@Nullable Object value) throws JsonException {
        if (value instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new JsonException("object-expected", 0);
    }

    private static String decode(byte[] utf8) throws JsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("utf-8", 0);
        }
    }
}
