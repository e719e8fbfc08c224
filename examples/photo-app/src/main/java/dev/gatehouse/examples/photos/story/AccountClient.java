package dev.gatehouse.examples.photos.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A browser or a phone, as far as the story needs one: JSON over HTTP. */
final class AccountClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    AccountClient(URI server) {
        this.server = server;
    }

    /** What the server said. */
    record Answer(int status, Map<String, Object> body) {
        String text(String name) {
            return String.valueOf(body.get(name));
        }
    }

    /** Calls the server, whatever it says. */
    Answer call(String operation, Map<String, String> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/" + operation))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readValue(response.body(), MEMBERS));
    }

    /** Calls the server and demands success. */
    Answer must(String operation, Map<String, String> body) throws IOException, InterruptedException {
        Answer answer = call(operation, body);
        if (answer.status() != 200) {
            throw new StepFailed(operation + " was refused: " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    /** Calls the server and demands a refusal with this code. */
    Answer refused(String code, String operation, Map<String, String> body) throws IOException, InterruptedException {
        Answer answer = call(operation, body);
        if (answer.status() == 200 || !answer.text("code").equals(code)) {
            throw new StepFailed(operation + " was not refused with " + code + ": " + answer.status());
        }
        return answer;
    }
}
