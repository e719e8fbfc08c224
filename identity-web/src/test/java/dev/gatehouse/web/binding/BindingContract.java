package dev.gatehouse.web.binding;

import static dev.gatehouse.web.binding.RawConnection.header;
import static dev.gatehouse.web.binding.RawConnection.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.http.CorsSettings;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.Routes;
import dev.gatehouse.web.http.ServerLimits;
import dev.gatehouse.web.http.TrustedProxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every binding does, with the same handler behind it and the same hostile client before it. */
public abstract class BindingContract {
    static final ServerLimits LIMITS = ServerLimits.builder()
            .bodyBytes(65_536)
            .headers(50)
            .headerBytes(8_192)
            .targetLength(2_048)
            .requestTime(Duration.ofSeconds(3))
            .build();

    private final EchoHandler echo = new EchoHandler();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts a server on loopback and returns where it is. */
    protected abstract URI start(HttpHandler handler, ServerLimits limits, TrustedProxies proxies) throws IOException;

    /** Ends it. */
    protected abstract void stop();

    @AfterEach
    void end() {
        stop();
    }

    private URI server() throws IOException {
        Routes routes = Routes.builder(() -> "the-id")
                .anyMethod("/*", echo)
                .cors("/wire", CorsSettings.origins("https://app.example").build())
                .build();
        return start(routes, LIMITS, TrustedProxies.none());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (RawConnection raw = new RawConnection(server())) {
            return raw.say(request).untilClosed();
        }
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";
    }

    @Test
    void aRequestArrivesAsItStoodOnTheWireAndItsAnswerToo() throws Exception {
        URI server = server();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.resolve("/a%20b/%C3%A9?q=%2F+x&y"))
                .POST(HttpRequest.BodyPublishers.ofString("grüße"))
                .header("X-Two", "1")
                .header("X-Two", "2"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines())
                .containsExactly("POST", "/a%20b/%C3%A9", "q=%2F+x&y", "grüße", server.toString(), "127.0.0.1");
        assertThat(answer.headers().firstValue("X-Seen")).contains("1|2");
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("the-id");
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }

    @Test
    void headHasTheLengthOfGetAndNoBody() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            String get = raw.say("GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n").answer(true);
            String head = raw.say("HEAD /x HTTP/1.1\r\nHost: a.example\r\n\r\n").answer(false);
            assertThat(header(head, "Content-Length")).isPresent();
            assertThat(Integer.parseInt(header(head, "Content-Length").orElseThrow()))
                    .isEqualTo(
                            Integer.parseInt(header(get, "Content-Length").orElseThrow()) + 1); // HEAD is a letter more
            assertThat(status(raw.say("GET /y HTTP/1.1\r\nHost: a.example\r\n\r\n")
                            .answer(true)))
                    .isEqualTo(200); // nothing was left between the two
        }
    }

    @Test
    void answersWithoutABodyKeepTheConnection() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            for (String path : new String[] {"/nothing", "/same", "/nothing"}) {
                String answer = raw.say("GET " + path + " HTTP/1.1\r\nHost: a.example\r\n\r\n")
                        .answer(false);
                assertThat(status(answer)).isEqualTo(path.equals("/same") ? 304 : 204);
            }
            assertThat(status(raw.say("GET /y HTTP/1.1\r\nHost: a.example\r\n\r\n")
                            .answer(true)))
                    .isEqualTo(200);
        }
    }

    @Test
    void aBodyAnnouncedTooLongIsRefusedBeforeItIsSent() throws Exception {
        String answer = raw("POST /big HTTP/1.1\r\nHost: a.example\r\nContent-Length: 10485760\r\n\r\n");
        assertThat(status(answer)).isEqualTo(413);
        assertThat(header(answer, "Connection")).contains("close");
        assertThat(echo.paths).isEmpty();
    }

    @Test
    void anEndlessChunkedBodyIsRefusedAtTheLimit() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            raw.say("POST /big HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
            for (int i = 0; i < 17; i++) {
                raw.trySaying(chunk);
            }
            assertThat(status(raw.answer(true))).isEqualTo(413);
        }
    }

    @Test
    void aBodyThatStopsIsCut() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            raw.say("POST /slow HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\n0123456789");
            assertThat(status(raw.untilClosed())).isIn(0, 408, 400, 500);
        }
        assertThat(echo.failure.get(10, TimeUnit.SECONDS)).isNotEmpty();
    }

    @Test
    void aBodyThatDripsIsCut() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            raw.say("POST /slow HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\n");
            int sent = 0;
            while (sent < 60 && !raw.hears(200)) {
                raw.trySaying("x");
                sent++;
            }
            assertThat(sent).isBetween(5, 40);
            assertThat(status(raw.untilClosed())).isIn(0, 408);
        }
    }

    @Test
    void aFloodOfHeadersIsRefused() throws Exception {
        StringBuilder flood = new StringBuilder("GET / HTTP/1.1\r\nHost: a.example\r\n");
        for (int i = 0; i < 60; i++) {
            flood.append("X-").append(i).append(": 1\r\n");
        }
        assertThat(status(raw(flood + "\r\n"))).isIn(0, 431);
        assertThat(echo.paths).isEmpty();
    }

    @Test
    void aHugeHeaderAndAHugeTargetAreRefused() throws Exception {
        URI server = server();
        try (RawConnection raw = new RawConnection(server)) {
            raw.trySaying("GET / HTTP/1.1\r\nHost: a.example\r\nX: " + "x".repeat(30_000) + "\r\n\r\n");
            assertThat(status(raw.untilClosed())).isIn(0, 431);
        }
        try (RawConnection raw = new RawConnection(server)) {
            raw.trySaying(get("/" + "x".repeat(3_000)));
            assertThat(status(raw.untilClosed())).isIn(0, 414);
        }
        assertThat(echo.paths).isEmpty();
    }

    /** RFC 9112 §6.3 and §3.2: what two readers could frame or route differently is not guessed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a.example\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
                "Host: a.example\r\nContent-Length: 5, 6\r\n",
                "Host: a.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Host: a.example\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Host: a.example\r\nTransfer-Encoding: gzip\r\n",
                "Host: a.example\r\nTransfer-Encoding: xchunked\r\n",
                "Host: a.example\r\nContent-Length: +5\r\n",
                "Host: a.example\r\nContent-Length: -5\r\n",
                "Host: a.example\r\nContent-Length: 0x5\r\n",
                "Host: a.example\r\nContent-Length: 99999999999999999999\r\n",
                "Host: a.example\r\nHost: b.example\r\nContent-Length: 5\r\n",
                "Host: a.example/@b\r\nContent-Length: 5\r\n",
                "Host: a b\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\n",
                "Host: a.example\r\nContent-Length : 5\r\nX y: 1\r\n"
            })
    void ambiguousFramingIsRefusedAndTheConnectionEnds(String headers) throws Exception {
        String answer = raw("POST /first HTTP/1.1\r\n" + headers + "\r\n12345" + get("/smuggled"));
        assertThat(status(answer)).isIn(0, 400, 413, 501);
        assertThat(answer.split("HTTP/1.1 ", -1).length).as(answer).isLessThanOrEqualTo(2);
        assertThat(echo.paths).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "*",
                "/%",
                "/%2",
                "/%zz",
                "/%ff",
                "/%c3",
                "/%00",
                "/?%e9",
                "/\"",
                "/#x",
                "ftp://a/x",
                "/\u00e9",
                "http://a.example:x/"
            })
    void aBadTargetIsRefused(String target) throws Exception {
        String answer = raw(get(target));
        assertThat(status(answer)).isIn(0, 400, 404, 505);
        assertThat(echo.paths).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G@T / HTTP/1.1", "get / HTTP/1.1", " ", "GET", "GET /"})
    void aBadRequestLineIsRefused(String line) throws Exception {
        String answer = raw(line + "\r\nHost: a.example\r\nConnection: close\r\n\r\n");
        assertThat(status(answer)).isIn(0, 400, 501, 505);
        assertThat(echo.paths).isEmpty();
    }

    @Test
    void aTargetWithItsHostIsTakenApart() throws Exception {
        String answer = raw("GET http://b.example:81/x?y HTTP/1.1\r\nHost: b.example:81\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains("/x\ny\n\nhttp://b.example:81\n");
    }

    @Test
    void aTargetWithABlankIsRefusedOrEndsThere() throws Exception {
        String answer = raw(get("/a b"));
        if (status(answer) == 200) {
            assertThat(echo.paths).containsExactly("/a"); // the JDK's server takes the rest for a version
        } else {
            assertThat(status(answer)).isIn(0, 400);
        }
    }

    @Test
    void twoSlashesAreAPathAndNotAHost() throws Exception {
        String answer = raw(get("//evil.example/x"));
        if (status(answer) == 200) {
            assertThat(answer).contains("GET\n//evil.example/x\n");
        } else {
            assertThat(status(answer)).isEqualTo(400); // a container may find it ambiguous
            assertThat(echo.paths).isEmpty();
        }
    }

    @Test
    void chunkedBodiesAreRead() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            String answer = raw.say("POST /c HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .say("5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\n\r\n")
                    .answer(true);
            assertThat(answer).contains("\nhello, world\n");
            assertThat(status(raw.say("GET /y HTTP/1.1\r\nHost: a.example\r\n\r\n")
                            .answer(true)))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n", "fffffffffffffffff\r\nhello"})
    void aBadChunkEndsTheConnection(String body) throws Exception {
        String answer = raw(
                "POST /c HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n" + body + get("/smuggled"));
        assertThat(status(answer)).isIn(0, 400, 500);
        assertThat(echo.paths).doesNotContain("/smuggled");
    }

    @Test
    void nothingOfARefusedBodyIsTakenForARequest() throws Exception {
        String smuggled = get("/smuggled");
        String answer = raw("POST /%zz HTTP/1.1\r\nHost: a.example\r\nContent-Length: " + smuggled.length() + "\r\n\r\n"
                + smuggled);
        assertThat(status(answer)).isIn(0, 400);
        assertThat(answer.split("HTTP/1.1 ", -1).length).isLessThanOrEqualTo(2);
        assertThat(echo.paths).isEmpty();
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsBodyIsNotAShortBody() throws Exception {
        URI server = server();
        try (RawConnection raw = new RawConnection(server)) {
            raw.say("POST /left HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\n0123456789");
        }
        assertThat(echo.failure.get(10, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(send(HttpRequest.newBuilder(server.resolve("/after"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerThatFailsInTheMiddleIsNeverWhole() throws Exception {
        String answer = raw(get("/cut"));
        String body = answer.substring(Math.max(0, answer.indexOf("\r\n\r\n")));
        assertThat(status(answer) == 200 && body.length() >= 100).isFalse();
    }

    @Test
    void aFaultIsAnAnswerWithItsNameAndNothingElse() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server().resolve("/fault"))
                .POST(HttpRequest.BodyPublishers.ofString("hunter2")));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"requestId\":\"the-id\"}");
    }

    @Test
    void aClientThatWaitsForContinueIsTold() throws Exception {
        try (RawConnection raw = new RawConnection(server())) {
            raw.say("POST /e HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(status(raw.answer(false))).isEqualTo(100);
            assertThat(status(raw.say("ok").answer(true))).isEqualTo(200);
        }
    }

    @Test
    void forwardedHeadersOfStrangersMeanNothing() throws Exception {
        URI server = start(echo, LIMITS, TrustedProxies.xForwarded("10.0.0.0/8"));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server)
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Proto", "https"));
        assertThat(answer.body()).endsWith(server + "\n127.0.0.1");
    }

    @Test
    void forwardedHeadersOfATrustedProxyCount() throws Exception {
        URI server = start(echo, LIMITS, TrustedProxies.forwarded("127.0.0.0/8"));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server)
                .header("Forwarded", "for=198.51.100.7, for=192.0.2.1;proto=https;host=login.example"));
        assertThat(answer.body()).endsWith("https://login.example\n192.0.2.1");
        assertThat(send(HttpRequest.newBuilder(server).header("Forwarded", "for=;;"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPreflightIsAnsweredForAnAllowedOriginOnly() throws Exception {
        URI server = server();
        HttpRequest.Builder preflight = HttpRequest.newBuilder(server.resolve("/wire"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-amz-target,amz-sdk-request");
        HttpResponse<String> allowed = send(preflight.copy().header("Origin", "https://app.example"));
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example");
        HttpResponse<String> denied = send(preflight.copy().header("Origin", "https://evil.example"));
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<String> elsewhere =
                send(preflight.copy().uri(server.resolve("/x")).header("Origin", "https://app.example"));
        assertThat(elsewhere.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(echo.paths).containsExactly("/x");
    }
}
