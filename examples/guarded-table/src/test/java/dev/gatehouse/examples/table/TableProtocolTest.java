package dev.gatehouse.examples.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.credentials.pool.IdentityPool.IdentityCredentials;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.examples.table.server.TableServer;
import dev.gatehouse.examples.table.story.StoryClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no SDK sends: requests signed by hand, changed on their way, or of another shape. */
class TableProtocolTest {
    private static final StoryClock CLOCK = new StoryClock();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Optional<TableServer> server = Optional.empty();
    private static Optional<IdentityCredentials> alice = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        TableServer started = TableServer.start(folder, 0, CLOCK);
        server = Optional.of(started);
        started.addUser("alice@notes.example", "a note on nothing in particular");
        alice = Optional.of(started.signIn("alice@notes.example", "a note on nothing in particular"));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(TableServer::close);
    }

    private static String own(String body) {
        return body.replace("{me}", alice.orElseThrow().identity().value());
    }

    /** Signs for one operation and body, sends another, and returns the answer. */
    private static String send(String signedOperation, String signedBody, String operation, String body)
            throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(signedBody.getBytes(StandardCharsets.UTF_8));
        SignedRequest signed = new RequestSigner(
                        SignatureSettings.service("dynamodb", TableServer.REGION)
                                .build(),
                        CLOCK)
                .sign(
                        SignedRequest.builder()
                                .method("POST")
                                .rawPath("/")
                                .header("host", server.orElseThrow().uri().getAuthority())
                                .header("content-type", "application/x-amz-json-1.0")
                                .header("x-amz-target", "DynamoDB_20120810." + signedOperation)
                                .bodyDigest(HexFormat.of().formatHex(digest))
                                .build()
                                .orElseThrow(),
                        SigningCredentials.of(alice.orElseThrow().credentials()))
                .orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.orElseThrow().uri().resolve("/"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        signed.headers().stream()
                .filter(header -> !header.name().equalsIgnoreCase("host"))
                .forEach(header -> request.setHeader(header.name(), header.value()));
        request.setHeader("x-amz-target", "DynamoDB_20120810." + operation);
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static String send(String operation, String body) throws Exception {
        return send(operation, body, operation, body);
    }

    @Test
    void aRequestSignedByHandIsServed() throws Exception {
        String item = own("{\"TableName\":\"Notes\",\"Item\":{\"owner\":{\"S\":\"{me}\"},\"note\":{\"S\":\"n\"}}}");

        assertThat(send("PutItem", item)).isEqualTo("200 {}");
        assertThat(send("GetItem", item.replace("Item\":", "Key\":"))).startsWith("200 {\"Item\":");
    }

    @Test
    void aBodyOrAnOperationThatWasExchangedAfterSigningIsRefused() throws Exception {
        String get = own("{\"TableName\":\"Notes\",\"Key\":{\"owner\":{\"S\":\"{me}\"},\"note\":{\"S\":\"n\"}}}");
        String other = get.replace("\"n\"", "\"m\"");

        assertThat(send("GetItem", get, "GetItem", other)).startsWith("400").contains("InvalidSignatureException");
        assertThat(send("GetItem", get, "DeleteItem", get)).startsWith("400").contains("InvalidSignatureException");
    }

    @Test
    void whatIsNotUnderstoodIsNotServed() throws Exception {
        String key = "\"Key\":{\"owner\":{\"S\":\"{me}\"},\"note\":{\"S\":\"n\"}}";
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{\"TableName\":\"Notes\"}",
                "{\"TableName\":\"Notes\"," + key + ",\"ConditionExpression\":\"x\"}",
                "{\"TableName\":\"Notes\"," + key + "," + key + "}",
                "{\"TableName\":\"Notes\",\"Key\":{\"owner\":{\"S\":\"{me}\",\"S\":\"x\"},\"note\":{\"S\":\"n\"}}}",
                "{\"TableName\":\"Notes\",\"Key\":{\"owner\":{\"N\":\"1\"},\"note\":{\"S\":\"n\"}}}",
                "{\"TableName\":\"Notes\",\"Key\":{\"owner\":{\"S\":\"{me}\"}}}",
                "{\"TableName\":\"../x\"," + key + "}")) {
            assertThat(send("GetItem", own(body))).as(body).startsWith("400").contains("ValidationException");
        }
        assertThat(send("Scan", "{\"TableName\":\"Notes\"}")).contains("UnknownOperationException");
    }

    @Test
    void aQueryWhoseKeyCannotBeToldIsDenied() throws Exception {
        String values = "\"ExpressionAttributeValues\":{\":o\":{\"S\":\"{me}\"}}";
        for (String condition : List.of(
                "",
                "owner > :o",
                "owner = :x",
                "#missing = :o",
                "note = :o",
                "owner = :o OR owner <> :o",
                "owner = :o AND body = :o",
                "NOT owner = :o")) {
            String body = "{\"TableName\":\"Notes\",\"KeyConditionExpression\":\"" + condition + "\"," + values + "}";
            assertThat(send("Query", own(body))).as(condition).startsWith("400").contains("AccessDeniedException");
        }
    }
}
