package dev.gatehouse.web.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

/** Requests of the S3 protocol, signed at a time of their own, and what answers say. */
final class S3Calls {
    static final String FOLDER = "/photos/eu-west-1%3Ame/";

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final InstantSource clock = () -> now;

    void later(Duration passed) {
        now = now.plus(passed);
    }

    GuardedStore store(Path folder) {
        return new GuardedStore(folder, clock);
    }

    static byte[] digest(String algorithm, String body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest signed(TemporaryCredentials credentials, String method, String target, String body, String... headers) {
        int question = target.indexOf('?');
        SignedRequest.Builder request = SignedRequest.builder()
                .method(method)
                .rawPath(question < 0 ? target : target.substring(0, question))
                .rawQuery(question < 0 ? "" : target.substring(question + 1))
                .header("Host", "127.0.0.1:9000")
                .bodyDigest(HexFormat.of().formatHex(digest("SHA-256", body)));
        if (method.equals("PUT")) {
            request.header("Content-Length", Integer.toString(body.length()));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http(
                new RequestSigner(GuardedStore.SETTINGS, clock)
                        .sign(request.build().orElseThrow(), SigningCredentials.of(credentials))
                        .orElseThrow(),
                body);
    }

    static HttpRequest http(SignedRequest request, String body) {
        return new HttpRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                HttpHeaders.of(request.headers().stream()
                        .map(header -> new HttpHeaders.Line(header.name(), header.value()))
                        .toList()),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                URI.create("http://127.0.0.1:9000"),
                InetAddress.getLoopbackAddress());
    }

    HttpResponse send(GuardedStore store, String method, String target, String body, String... headers)
            throws IOException {
        return store.handler.handle(signed(store.vend(), method, target, body, headers));
    }

    static String body(HttpResponse answer) throws IOException {
        try (HttpResponse.Body body = answer.body()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            body.writeTo(out);
            assertThat(out.size()).isEqualTo((int) body.length());
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    static void assertError(HttpResponse answer, int status, String code) throws IOException {
        assertThat(answer.headers().only("Content-Type")).contains("application/xml");
        assertThat(body(answer)).contains("<Error><Code>" + code + "</Code>", "<RequestId>the-id</RequestId>");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().only("x-amz-request-id")).contains("the-id");
    }
}
