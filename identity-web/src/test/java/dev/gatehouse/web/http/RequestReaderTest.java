package dev.gatehouse.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final ServerLimits LIMITS = ServerLimits.builder()
            .bodyBytes(10)
            .headers(4)
            .headerBytes(1_024)
            .targetLength(64)
            .build();
    private final RequestReader reader = new RequestReader(LIMITS, TrustedProxies.none());

    private HttpRequest read(String method, String target, byte[] body, String... namesAndValues)
            throws RefusedRequestException {
        List<HttpHeaders.Line> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new HttpHeaders.Line(namesAndValues[i], namesAndValues[i + 1]));
        }
        return reader.read(new ReceivedRequest(
                method,
                target,
                HttpHeaders.of(lines),
                new ByteArrayInputStream(body),
                true,
                TestRequests.address("2001:db8::1")));
    }

    private HttpRequest get(String target) throws RefusedRequestException {
        return read("GET", target, new byte[0], "Host", "A.example:8443");
    }

    @Test
    void aRequestIsTakenApartAndNotChanged() throws Exception {
        HttpRequest request = get("/a%2Fb/%C3%A9?x=%26&y?");
        assertThat(request.path()).isEqualTo("/a%2Fb/%C3%A9");
        assertThat(request.query()).isEqualTo("x=%26&y?");
        assertThat(request.origin()).hasToString("https://a.example:8443");
        assertThat(request.client()).isEqualTo(TestRequests.address("2001:db8::1"));
        assertThat(request.body().read()).isEqualTo(-1);
        assertThat(request).hasToString("GET /a%2Fb/%C3%A9");
        assertThat(get("https://b.example/x").origin()).hasToString("https://b.example");
        assertThat(read("GET", "/", new byte[0], "Host", "[::1]:80").origin()).hasToString("https://[::1]:80");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, x, 400, request.target",
        "GET, /%, 400, request.target",
        "GET, /%0, 400, request.target",
        "GET, /%00, 400, request.target",
        "GET, /%ff, 400, request.target",
        "GET, /?%c3%28, 400, request.target",
        "GET, /a#b, 400, request.target",
        "GET, 'http:///x', 400, request.target",
        "GET, 'http://a', 400, request.target",
        "GET, 'http://u@a/x', 400, request.target",
        "GET, 'ftp://a/x', 400, request.target",
        "get, /, 400, request.method",
        "'', /, 400, request.method"
    })
    void aBadLineIsRefusedByRule(String method, String target, int status, String rule) {
        assertThatThrownBy(() -> read(method, target, new byte[0], "Host", "a"))
                .isInstanceOfSatisfying(RefusedRequestException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(status);
                    assertThat(refused.rule()).isEqualTo(rule);
                });
    }

    @Test
    void limitsAreHeldAtTheirEdges() throws Exception {
        String longest = "/" + "x".repeat(63);
        assertThat(get(longest).path()).isEqualTo(longest);
        assertRefused(414, "request.target-length", () -> get(longest + "x"));
        assertRefused(
                431,
                "request.headers",
                () -> read("GET", "/", new byte[0], "Host", "a", "B", "", "C", "", "D", "", "E", ""));
        String rest = "x".repeat(1_024 - "Hosta".length() - 1);
        assertThat(read("GET", "/", new byte[0], "Host", "a", "X", rest)
                        .headers()
                        .all("x"))
                .hasSize(1);
        assertRefused(431, "request.headers", () -> read("GET", "/", new byte[0], "Host", "a", "X", rest + "x"));
        assertThat(read("PUT", "/", new byte[10], "Host", "a", "Content-Length", "10")
                        .body()
                        .readAllBytes())
                .hasSize(10);
        assertRefused(
                413, "request.body-length", () -> read("PUT", "/", new byte[11], "Host", "a", "Content-Length", "11"));
        assertThat(read("PUT", "/", new byte[10], "Host", "a", "Transfer-Encoding", "chunked")
                        .body()
                        .readAllBytes())
                .hasSize(10);
        assertRefused(
                413,
                "request.body-length",
                () -> read("PUT", "/", new byte[11], "Host", "a", "Transfer-Encoding", "chunked")
                        .body()
                        .readAllBytes());
    }

    private static void assertRefused(
            int status, String rule, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(catchThrowable(call)).isInstanceOfSatisfying(RefusedRequestException.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.rule()).isEqualTo(rule);
        });
    }

    @Test
    void aBodyShorterThanAnnouncedIsABrokenConnection() {
        assertThatThrownBy(() -> read("PUT", "/", new byte[5], "Host", "a", "Content-Length", "6")
                        .body()
                        .readAllBytes())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void nothingIsReadPastTheAnnouncedLength() throws Exception {
        InputStream wire = new ByteArrayInputStream(new byte[9]);
        HttpRequest request = reader.read(new ReceivedRequest(
                "PUT",
                "/",
                HttpHeaders.of("Host", "a").and("Content-Length", "6"),
                wire,
                false,
                TestRequests.address("::1")));
        assertThat(request.body().readNBytes(6)).hasSize(6);
        assertThat(request.body().read()).isEqualTo(-1);
        assertThat(wire.available()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a@b", "a:", "a:b", "[::1", "a:123456", "-a", "a\t,b"})
    void aHostHasItsForm(String host) {
        assertRefused(400, "request.host", () -> read("GET", "/", new byte[0], "Host", host));
    }

    @Test
    void thereIsOneHost() {
        assertRefused(400, "request.host", () -> read("GET", "/", new byte[0]));
        assertRefused(400, "request.host", () -> read("GET", "/", new byte[0], "Host", "a", "host", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "-5", "5,5", "", "0x5", "5 5", "1e1", "9999999999999999"})
    void aLengthIsDigits(String length) {
        assertRefused(
                400, "request.framing", () -> read("PUT", "/", new byte[0], "Host", "a", "Content-Length", length));
    }

    @Property(tries = 500)
    void whateverComesIsReadOrRefusedAndNothingElse(
            @ForAll @StringLength(max = 70) String target, @ForAll @StringLength(max = 30) String host) {
        Throwable thrown = catchThrowable(() -> read("GET", "/" + target, new byte[0], "Host", clean(host)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(RefusedRequestException.class);
        }
    }

    private static String clean(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    @Test
    void aHeaderLineCannotBreakOut() {
        for (String value : List.of("a\r\nB: c", "a\nb", "a\0", "a\u0100", "a\u007f")) {
            assertThatThrownBy(() -> new HttpHeaders.Line("X", value)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("", "X Y", "X:", "X\r", "é")) {
            assertThatThrownBy(() -> new HttpHeaders.Line(name, "")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new HttpHeaders.Line("X", "caf\u00e9\t!")).hasToString("X");
    }

    @Test
    void anInformationalStatusIsNoAnswer() {
        assertThatThrownBy(() -> HttpResponse.empty(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpResponse.empty(600)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesOfRequestsAreRandomUuids() {
        RequestIds ids = RequestIds.random(new SecureRandom());
        String id = ids.next();
        assertThat(UUID.fromString(id).version()).isEqualTo(4);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(ids.next()).isNotEqualTo(id);
    }
}
