package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.web.http.CorsSettings;
import dev.gatehouse.web.http.Health;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.http.Metrics;
import dev.gatehouse.web.http.RequestIds;
import dev.gatehouse.web.http.Routes;
import dev.gatehouse.web.http.TrustedProxies;
import dev.gatehouse.web.jdk.JdkHttpServer;
import dev.gatehouse.web.object.FileObjectStorage;
import dev.gatehouse.web.object.S3Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of {@code docs/features/http.md} and {@code object-store.md}. */
class HttpSamplesTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private boolean storeAnswers() {
        return folder.toFile().isDirectory();
    }

    private JdkHttpServer serve(HttpHandler wire, Executor executor, int port) throws IOException {
        Metrics metrics = new Metrics();
        Health health = new Health(() -> storeAnswers());
        Routes routes = Routes.builder(RequestIds.random(random))
                .route("POST", "/", wire)
                .route("GET", "/health/live", health.liveness())
                .route("GET", "/health/ready", health.readiness())
                .route("GET", "/metrics", metrics)
                .cors("/", CorsSettings.origins("https://app.example").build())
                .listener(metrics)
                .build();
        JdkHttpServer server = JdkHttpServer.builder(routes, executor)
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .trustedProxies(TrustedProxies.forwarded("127.0.0.1", "10.0.0.0/8"))
                .start();
        return server;
    }

    @Test
    void aServerTellsItsHealthAndItsFigures() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (JdkHttpServer server = serve(request -> HttpResponse.empty(200), executor, 0)) {
            URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(
                                    HttpRequest.newBuilder(uri.resolve("health/ready"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"status\":\"up\"}");
            assertThat(client.send(
                                    HttpRequest.newBuilder(uri.resolve("metrics"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("gatehouse_http_requests_total{method=\"GET\",route=\"/health/ready\",status=\"200\"} 1");
        } finally {
            executor.shutdownNow();
        }
    }

    private Routes objects(Gatehouse gatehouse, InstantSource clock, RequestIds ids) {
        FileObjectStorage storage = FileObjectStorage.open(folder, clock);
        storage.createBucket("photos");
        CredentialGuard guard =
                gatehouse.guard(SignatureSettings.s3("eu-west-1").build());
        S3Handler objects = S3Handler.of(guard, storage, ids);
        Routes s3 = Routes.builder(ids).anyMethod("/*", objects).build();
        return s3;
    }

    @Test
    void theObjectStoreIsAHandler() throws IOException {
        try (Gatehouse gatehouse = Gatehouse.builder(folder.resolve("house"))
                .userPool(UserPoolSettings.builder(new PoolId("local_photos"), URI.create("https://a.example/p"))
                        .build())
                .identityPool(
                        new PoolId("local:1cd55b65-2d71-441c-83c0-a5de48b83f77"),
                        pool -> pool.authenticatedRole(new RoleName("Owner")))
                .sender(new RecordingSender())
                .build()) {
            Routes s3 = objects(gatehouse, new FakeClock(), RequestIds.random(random));
            assertThat(s3).isNotNull();
        }
    }
}
