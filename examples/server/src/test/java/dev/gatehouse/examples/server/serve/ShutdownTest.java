package dev.gatehouse.examples.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.examples.server.config.Configuration;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.examples.server.house.House;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
    private static final int WRITERS = 4;
    private static final int BEFORE = 8;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final CountDownLatch some = new CountDownLatch(BEFORE);

    @Test
    void sigtermFinishesRequestsInFlightAndLosesNoAcknowledgedWrite() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        String pool;
        try (ServerProcess server = ServerProcess.start(folder, "--demo")) {
            pool = found("users of the pool `(\\w+)`", server.page());
            String client = found("\"ClientId\":\"([a-z0-9]+)\"", server.page());
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                running.add(writers.submit(() -> write(server.address(), client, writer)));
            }
            assertThat(some.await(60, TimeUnit.SECONDS))
                    .as("some sign-ups were acknowledged")
                    .isTrue();
            String log = server.terminate();
            assertThat(log).contains("stopped; every request was answered");
            for (Future<?> writer : running) {
                writer.get(30, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE);
        try (House house = opened()) {
            var admin = house.userPools().pool(new PoolId(pool)).orElseThrow().admin();
            for (String email : acknowledged) {
                assertThat(admin.get(email).asRefusal()).as(email).isEmpty();
            }
        }
    }

    /** Signs users up until the server is gone; an answer counts as an acknowledgement, a broken connection does not. */
    private void write(URI address, String client, int writer) {
        for (int i = 0; i < 10_000; i++) {
            String email = "w" + writer + "-" + i + "@example.com";
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/"))
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .header("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"ClientId\":\"" + client + "\",\"Username\":\"" + email
                            + "\",\"Password\":\"Correct-horse-9\"}"))
                    .build();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 503) {
                    return; // draining
                }
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                acknowledged.add(email);
                some.countDown();
            } catch (IOException e) {
                return; // the server is gone
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private House opened() {
        ServerSettings settings = ServerSettings.of(Configuration.read(
                Optional.empty(),
                Map.of(),
                Map.of("data", folder.resolve("data").toString())));
        return House.open(settings, Origins.of(settings), InstantSource.system(), new SecureRandom());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
