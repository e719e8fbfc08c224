package dev.gatehouse.examples.photos.server;

import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out. */
final class Http {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Http() {}

    /** Reads a JSON object of texts; anything else is an {@link IllegalArgumentException}. */
    static Map<String, String> readJson(HttpRequest request) throws IOException {
        byte[] body = request.body().readAllBytes(); // bounded by the server's limits
        try {
            return body.length == 0 ? Map.of() : JSON.readValue(body, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is not a JSON object of texts", e);
        }
    }

    static HttpResponse json(int status, Map<String, ?> body) {
        return new HttpResponse(
                status,
                HttpHeaders.of("Content-Type", "application/json").and("Cache-Control", "no-store"),
                HttpResponse.bytes(JSON.writeValueAsBytes(body)));
    }
}
