package dev.gatehouse.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthAndMetricsTest {
    @Test
    void readinessIsTheProbesAnswerAndLivenessIsNot() throws IOException {
        AtomicBoolean up = new AtomicBoolean(true);
        Health health = new Health(() -> {
            if (!up.get()) {
                throw new IllegalStateException("jdbc:postgresql://secret");
            }
            return true;
        });
        HttpRequest request = TestRequests.of("GET", "/");
        assertThat(health.readiness().handle(request).status()).isEqualTo(200);
        up.set(false);
        HttpResponse down = health.readiness().handle(request);
        assertThat(down.status()).isEqualTo(503);
        assertThat(RoutesTest.body(down)).isEqualTo("{\"status\":\"down\"}");
        assertThat(health.liveness().handle(request).status()).isEqualTo(200);
        up.set(true);
        health.drain();
        assertThat(RoutesTest.body(health.readiness().handle(request))).isEqualTo("{\"status\":\"draining\"}");
        assertThat(health.liveness().handle(request).status()).isEqualTo(200);
    }

    @Test
    void requestsAreCountedInTheTextFormatOfPrometheus() {
        Metrics metrics = new Metrics();
        metrics.answered("POST", "/", 200, Duration.ofMillis(1));
        metrics.answered("POST", "/", 200, Duration.ofMillis(30));
        metrics.answered("POST", "/", 400, Duration.ofSeconds(60));
        assertThat(metrics.text().lines())
                .contains(
                        "# TYPE gatehouse_http_requests_total counter",
                        "gatehouse_http_requests_total{method=\"POST\",route=\"/\",status=\"200\"} 2",
                        "gatehouse_http_requests_total{method=\"POST\",route=\"/\",status=\"400\"} 1",
                        "# TYPE gatehouse_http_request_duration_seconds histogram",
                        "gatehouse_http_request_duration_seconds_bucket{method=\"POST\",route=\"/\",le=\"0.001\"} 1",
                        "gatehouse_http_request_duration_seconds_bucket{method=\"POST\",route=\"/\",le=\"0.05\"} 2",
                        "gatehouse_http_request_duration_seconds_bucket{method=\"POST\",route=\"/\",le=\"10.0\"} 2",
                        "gatehouse_http_request_duration_seconds_bucket{method=\"POST\",route=\"/\",le=\"+Inf\"} 3",
                        "gatehouse_http_request_duration_seconds_sum{method=\"POST\",route=\"/\"} 60.031",
                        "gatehouse_http_request_duration_seconds_count{method=\"POST\",route=\"/\"} 3");
    }

    @Test
    void labelsAreBounded() {
        Metrics metrics = new Metrics();
        for (int i = 0; i < 3_000; i++) {
            metrics.answered("GET", "/" + i, 200, Duration.ZERO);
        }
        assertThat(metrics.text().lines().filter(line -> line.startsWith("gatehouse_http_requests_total{")))
                .hasSize(1_001)
                .contains("gatehouse_http_requests_total{method=\"other\",route=\"other\",status=\"200\"} 2000");
    }

    @Test
    void metricsAreServedAsText() throws IOException {
        HttpResponse answer = new Metrics().handle(TestRequests.of("GET", "/metrics"));
        assertThat(answer.headers().only("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(RoutesTest.body(answer)).startsWith("# HELP");
    }

    @Test
    void limitsHaveBounds() {
        assertThatThrownBy(() -> ServerLimits.builder().bodyBytes(-1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerLimits.builder().headers(0).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> ServerLimits.builder().requestTime(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ServerLimits.defaults())
                .hasToString("ServerLimits[body 1048576 bytes, 100 headers of 32768 bytes, target 16384, request PT30S,"
                        + " response PT2M, idle PT30S, 2000 connections]");
    }
}
