package dev.gatehouse.token;

import dev.gatehouse.Outcome;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads published vectors from the test resources. */
final class Vectors {
    private Vectors() {}

    static Map<String, @Nullable Object> read(String path) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + path), path)) {
            return Json.parseObject(in.readAllBytes(), 8 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonException e) {
            throw new IllegalStateException(path, e);
        }
    }

    @SuppressWarnings("unchecked") // the JSON reader makes only such maps
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object item : (List<?>) Objects.requireNonNull(value)) {
            objects.add(object(item));
        }
        return objects;
    }

    static String text(Map<String, @Nullable Object> object, String name) {
        return (String) Objects.requireNonNull(object.get(name), name);
    }

    static byte[] hex(Map<String, @Nullable Object> object, String name) {
        return HexFormat.of().parseHex(text(object, name));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] base64Url(String text) {
        byte[] encoded = bytes(text);
        return Objects.requireNonNull(Base64Url.decode(encoded, 0, encoded.length));
    }

    static StaticJwks jwks(List<?> keys) {
        return StaticJwks.parse(bytes(Json.write(Map.of("keys", keys))));
    }

    /** The broken rule, or "accepted". */
    static String verdict(Outcome<VerifiedToken> outcome) {
        return outcome.fold(token -> "accepted", refusal -> refusal.rules().get(0));
    }

    /** The rule that a signed payload, of any content, breaks, or "accepted". */
    static String verdict(JwsReader reader, String token) {
        try {
            reader.read(token);
            return "accepted";
        } catch (TokenFault fault) {
            return fault.rule().name();
        }
    }
}
