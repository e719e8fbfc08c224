package dev.gatehouse.name;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The vector files beside these tests. */
final class Vectors {
    private static final int MAX = 1 << 20;
    /** Some cases hold a lone surrogate, which strict JSON refuses: it travels as this mark and four digits. */
    private static final char MARK = '\uE0FF';

    private static final Pattern SURROGATES =
            Pattern.compile("(?i)\\\\ud[89ab][0-9a-f]{2}\\\\ud[c-f][0-9a-f]{2}|\\\\u(d[89a-f][0-9a-f]{2})");
    private static final Pattern MARKED = Pattern.compile(MARK + "([0-9a-fA-F]{4})");

    private Vectors() {}

    static List<?> list(String path) throws IOException, JsonException {
        return (List<?>) Objects.requireNonNull(Json.parse(text(path), MAX));
    }

    static Map<String, @Nullable Object> object(String path) throws IOException, JsonException {
        return Json.parseObject(text(path), MAX);
    }

    /** Returns a string of a vector with its lone surrogates put back. */
    static String string(@Nullable Object value) {
        return MARKED.matcher(String.valueOf(value))
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
    }

    private static String text(String path) throws IOException {
        try (InputStream stream = Vectors.class.getResourceAsStream("/vectors/" + path)) {
            if (stream == null) {
                throw new IOException("no vector file " + path);
            }
            return SURROGATES
                    .matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll(found ->
                            found.group(1) == null ? Matcher.quoteReplacement(found.group()) : MARK + found.group(1));
        }
    }
}
