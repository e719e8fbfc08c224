package dev.gatehouse.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.policy.PolicyDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An STS on loopback that answers as AWS documents it, or as it is told to for the next calls. */
final class FakeSts implements AutoCloseable {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else a keep-alive request takes 40 ms
    }

    private final InstantSource clock;
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Scene> scenes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger vended = new AtomicInteger();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** One call as it came over the wire. */
    record Call(String method, String uri, Map<String, String> form) {}

    /** What was vended under a key id: the form and the claims of its token. */
    record Session(Map<String, String> form, Map<String, @Nullable Object> claims) {}

    /** An answer for one call instead of the usual one. */
    @FunctionalInterface
    interface Scene {
        void play(HttpExchange exchange) throws IOException;
    }

    FakeSts(InstantSource clock) {
        this(clock, null);
    }

    /** Speaks TLS where it is given a context. */
    FakeSts(InstantSource clock, @Nullable SSLContext tls) {
        this.clock = clock;
        this.scheme = tls == null ? "http" : "https";
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    List<Call> calls() {
        return calls;
    }

    Session session(String accessKeyId) {
        Session session = sessions.get(accessKeyId);
        if (session == null) {
            throw new AssertionError("nothing was vended under this key id");
        }
        return session;
    }

    FakeSts next(Scene scene) {
        scenes.add(scene);
        return this;
    }

    /** Answers the next call with a status and a body. */
    FakeSts next(int status, String body) {
        return next(exchange -> send(exchange, status, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers the next call with an error as AWS words it. */
    FakeSts nextError(int status, String code) {
        return next(status, error(code));
    }

    /** Answers the next call with bytes that never end. */
    FakeSts nextEndless() {
        return next(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[8_192];
                while (closing.getCount() > 0) {
                    out.write(block);
                }
            }
        });
    }

    /** Answers the next call with one byte and then nothing. */
    FakeSts nextStuck() {
        return next(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
            calls.add(new Call(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), form));
            Scene scene = scenes.poll();
            if (scene != null) {
                scene.play(exchange);
                return;
            }
            String policy = form.get("Policy");
            if (policy != null && PolicyDocument.parse(policy).asRefusal().isPresent()) {
                send(exchange, 400, error("MalformedPolicyDocument").getBytes(StandardCharsets.UTF_8));
                return;
            }
            send(exchange, 200, vend(form).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String vend(Map<String, String> form) throws IOException {
        int n = vended.incrementAndGet();
        String keyId = String.format(Locale.ROOT, "ASIAFAKE%012d", n);
        String token = form.getOrDefault("WebIdentityToken", "..");
        try {
            byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
            sessions.put(keyId, new Session(form, Json.parseObject(payload, 100_000)));
        } catch (JsonException e) {
            throw new IOException(e);
        }
        Instant end = clock.instant().plusSeconds(Long.parseLong(form.getOrDefault("DurationSeconds", "3600")));
        return answer(keyId, "secretsecretsecretsecretsecret" + n, "tokentokentokentoken" + n, end.toString());
    }

    /** Returns the example of AWS's API reference with these values. */
    static String answer(String keyId, String secret, String token, String expiration) {
        return """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <SubjectFromWebIdentityToken>amzn1.account.AF6RHO7KZU5XRVQJGXK6HB56KR2A</SubjectFromWebIdentityToken>
                    <Audience>client.5498841531868486423.1548@apps.example.com</Audience>
                    <AssumedRoleUser>
                      <Arn>arn:aws:sts::123456789012:assumed-role/FederatedWebIdentityRole/app1</Arn>
                      <AssumedRoleId>AROACLKWSDQRAOEXAMPLE:app1</AssumedRoleId>
                    </AssumedRoleUser>
                    <Credentials>
                      <SessionToken>%s</SessionToken>
                      <SecretAccessKey>%s</SecretAccessKey>
                      <Expiration>%s</Expiration>
                      <AccessKeyId>%s</AccessKeyId>
                    </Credentials>
                    <SourceIdentity>SourceIdentityValue</SourceIdentity>
                    <Provider>www.amazon.com</Provider>
                  </AssumeRoleWithWebIdentityResult>
                  <ResponseMetadata><RequestId>ad4156e9-bce1-11e2-82e6-6b6efEXAMPLE</RequestId></ResponseMetadata>
                </AssumeRoleWithWebIdentityResponse>
                """.formatted(token, secret, expiration, keyId);
    }

    static String error(String code) {
        return """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>canary-message of the server</Message></Error>
                  <RequestId>4c51ed4c-bce1-11e2-82e6-6b6efEXAMPLE</RequestId>
                </ErrorResponse>
                """.formatted(code);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(
                    URLDecoder.decode(pair.substring(0, Math.max(0, equals)), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
