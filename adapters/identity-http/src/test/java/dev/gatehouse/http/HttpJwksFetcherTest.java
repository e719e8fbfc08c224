package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpJwksFetcherTest {
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final HttpJwksFetcher fetcher = HttpJwksFetcher.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger reached = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/keys", exchange -> {
            byte[] body = "{\"keys\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", uri("/target").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/target", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/error", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[8192];
                while (end.getCount() > 0) {
                    out.write(block);
                }
            }
        });
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anAnswerWithinTheLimitsIsReturnedWhole() throws IOException {
        assertThat(fetcher.fetch(uri("/keys"), 11, PATIENT)).asString().isEqualTo("{\"keys\":[]}");
    }

    @Test
    void oneByteOverTheLimitIsRefused() {
        assertThatThrownBy(() -> fetcher.fetch(uri("/keys"), 10, PATIENT)).isInstanceOf(IOException.class);
    }

    /** jwt-attacks, recipe jwks-10k-keys: 50 MiB must not be read. */
    @Test
    void anEndlessAnswerIsCutOffAtTheLimit() {
        assertThatThrownBy(() -> fetcher.fetch(uri("/endless"), 100_000, PATIENT))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("the answer is over 100000 bytes");
    }

    /** jwt-attacks, recipe jwks-slow. */
    @Test
    void aBodyThatDripsIsGivenUpAfterTheTimeout() {
        assertThatThrownBy(() -> fetcher.fetch(uri("/slow"), 1_000, Duration.ofMillis(200)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in time");
    }

    /** jwt-attacks, recipe jwks-redirect-loopback. */
    @Test
    void aRedirectIsNotFollowed() {
        assertThatThrownBy(() -> fetcher.fetch(uri("/redirect"), 1_000, PATIENT))
                .isInstanceOf(IOException.class);
        assertThat(reached).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/nothing-here"})
    void anyStatusButOkIsAFailure(String path) {
        assertThatThrownBy(() -> fetcher.fetch(uri(path), 1_000, PATIENT)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/keys", "ftp://127.0.0.1/keys", "file:///etc/hosts"})
    void onlyHttpsOrThisMachineIsAsked(String uri) {
        assertThatThrownBy(() -> fetcher.fetch(URI.create(uri), 1_000, PATIENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https");
    }

    @Test
    void aClientThatFollowsRedirectsIsRefused() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatIllegalArgumentException().isThrownBy(() -> HttpJwksFetcher.using(client));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
