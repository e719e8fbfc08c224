package dev.gatehouse.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class RoutesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> heard = new ArrayList<>();

    private static HttpHandler says(String text) {
        return request -> HttpResponse.text(200, "text/plain", text);
    }

    private Routes.Builder routes() {
        return Routes.builder(() -> "the-id")
                .nanoTime(() -> nanos.addAndGet(1_000_000))
                .listener((method, route, status, took) ->
                        heard.add(method + " " + route + " " + status + " " + took.toMillis()));
    }

    private Routes house() {
        return routes().route("POST", "/", says("root"))
                .route("GET", "/pools/*", says("pools"))
                .route("GET", "/pools/keys/*", says("keys"))
                .route("GET", "/pools/keys/now", says("now"))
                .route("DELETE", "/pools/keys/now", says("gone"))
                .anyMethod("/objects/*", says("any"))
                .route("GET", "/objects/*", says("get"))
                .build();
    }

    static String body(HttpResponse answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, root",
        "GET, /pools/x, pools",
        "GET, /pools/, pools",
        "GET, /pools/keys/x, keys",
        "GET, /pools/keys/now, now",
        "HEAD, /pools/keys/now, now",
        "DELETE, /pools/keys/now, gone",
        "PUT, /objects/a/b, any",
        "OPTIONS, /objects/a, any",
        "GET, /objects/a, get",
        "HEAD, /objects/a, get"
    })
    void theNearestRouteTakesTheRequest(String method, String path, String said) throws IOException {
        HttpResponse answer = house().handle(TestRequests.of(method, path));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(said);
        assertThat(answer.headers().only("X-Request-Id")).contains("the-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pools", "/Pools/x", "/poolsx", "/p%6fols/x", "/x", "//"})
    void whatHasNoRouteIs404(String path) throws IOException {
        assertThat(house().handle(TestRequests.of("GET", path)).status()).isEqualTo(404);
        assertThat(heard).containsExactly("GET unmatched 404 1");
    }

    @Test
    void anotherMethodIs405AndToldWhatThereIs() throws IOException {
        HttpResponse answer = house().handle(TestRequests.of("PUT", "/pools/keys/now"));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().only("Allow")).contains("DELETE, GET, HEAD, OPTIONS");
        HttpResponse options = house().handle(TestRequests.of("OPTIONS", "/"));
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers().only("Allow")).contains("OPTIONS, POST");
    }

    @Test
    void aFaultIs500AndTellsNothing() throws IOException {
        Routes routes = routes().route("GET", "/x", request -> {
                    throw new IllegalStateException("hunter2");
                })
                .build();
        HttpResponse answer = routes.handle(TestRequests.of("GET", "/x"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(body(answer)).isEqualTo("{\"requestId\":\"the-id\"}");
        assertThat(heard).containsExactly("GET /x 500 1");
        assertThat(FaultText.of(new IllegalStateException("hunter2", new IOException("swordfish"))))
                .contains("java.lang.IllegalStateException", "caused by java.io.IOException", "RoutesTest")
                .doesNotContain("hunter2", "swordfish");
    }

    @Test
    void aMissingStoreIs503AndWorthATryLater() throws IOException {
        Routes routes = routes().route("GET", "/x", request -> {
                    throw new StoreException("no");
                })
                .build();
        HttpResponse answer = routes.handle(TestRequests.of("GET", "/x"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().only("Retry-After")).contains("1");
    }

    @Test
    void aRefusedBodyIsItsStatusEvenWhereAParserWrapsIt() throws IOException {
        RefusedRequestException refused = new RefusedRequestException(413, "request.body-length");
        Routes routes = routes().route("GET", "/plain", request -> {
                    throw refused;
                })
                .route("GET", "/wrapped", request -> {
                    throw new IllegalArgumentException(refused);
                })
                .build();
        for (String path : List.of("/plain", "/wrapped")) {
            HttpResponse answer = routes.handle(TestRequests.of("GET", path));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers().only("Connection")).contains("close");
        }
    }

    @Test
    void aBrokenConnectionIsHeardOfAndPassedOn() {
        Routes routes = routes().route("GET", "/x", request -> {
                    throw new EOFException();
                })
                .build();
        assertThatThrownBy(() -> routes.handle(TestRequests.of("GET", "/x"))).isInstanceOf(EOFException.class);
        assertThat(heard).containsExactly("GET /x 499 1");
    }

    @Test
    void theNameOfTheRequestIsInTheLoggingContextAndOnlyThen() throws IOException {
        List<String> seen = new ArrayList<>();
        Routes routes = routes().route("GET", "/x", request -> {
                    seen.add(MDC.getMDCAdapter() == null ? "none" : String.valueOf(MDC.get("requestId")));
                    return HttpResponse.empty(200).with("x-amzn-requestid", "own");
                })
                .build();
        HttpResponse answer = routes.handle(TestRequests.of("GET", "/x"));
        assertThat(seen).containsAnyOf("the-id", "null"); // the binding of the test's logger keeps no context
        assertThat(answer.headers().only("X-Request-Id")).contains("own");
        assertThat(MDC.get("requestId")).isNull();
    }

    @Test
    void aClientInventsNoLabels() throws IOException {
        Routes routes = house();
        routes.handle(TestRequests.of("BREW", "/objects/secret"));
        routes.handle(TestRequests.of("GET", "/pools/someone@example.com"));
        assertThat(heard).containsExactly("other /objects/* 200 1", "GET /pools/* 200 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/x*", "/*/x", "/a b", "/x?y", "/é"})
    void aPatternIsAPathOrThePartBeforeAStar(String pattern) {
        assertThatThrownBy(() -> routes().route("GET", pattern, says("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMethodAndPathHaveOneRoute() {
        assertThatThrownBy(() -> routes().route("GET", "/x", says("a")).route("GET", "/x", says("b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> routes().route("get", "/x", says("a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
