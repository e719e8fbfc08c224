package dev.gatehouse.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the AWS SDK for Java v2 really sends over HTTP, recorded on loopback and verified. */
@DisplayName("Requests recorded from the AWS SDK for Java v2")
class SdkRecordingTest {
    private static final String SECRET = "ThisIsNotARealSecretOnlyForTheTest000000";
    private static final String TOKEN = "bm90IGEgcmVhbCBzZXNzaW9uIHRva2Vu+/==";
    private static final byte[] PHOTO = photo(300_000);

    private static final class Recorded {
        private final SignedRequest request;
        private final byte[] wire;

        Recorded(SignedRequest request, byte[] wire) {
            this.request = request;
            this.wire = wire;
        }

        SignedRequest request() {
            return request;
        }

        byte[] wire() {
            return wire;
        }
    }

    private static final List<Recorded> RECORDED = new CopyOnWriteArrayList<>();
    private static HttpServer server;

    private static byte[] photo(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", SdkRecordingTest::record);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        RECORDED.clear();
    }

    private static void record(HttpExchange exchange) throws IOException {
        byte[] wire = exchange.getRequestBody().readAllBytes();
        URI uri = exchange.getRequestURI();
        SignedRequest.Builder builder = SignedRequest.builder()
                .method(exchange.getRequestMethod())
                .rawPath(uri.getRawPath())
                .rawQuery(uri.getRawQuery() == null ? "" : uri.getRawQuery());
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        RECORDED.add(new Recorded(builder.build().orElseThrow(), wire));
        exchange.getResponseHeaders().add("ETag", "\"e\"");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static S3Client client(boolean chunked, boolean checksums) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(
                        checksums
                                ? RequestChecksumCalculation.WHEN_SUPPORTED
                                : RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(chunked)
                        .build())
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIAEXAMPLEEXAMPLE00", SECRET, TOKEN));
    }

    private static Outcome<VerifiedRequest> verify(Recorded recorded, boolean allowUnsigned) {
        SignatureVerifier verifier = new SignatureVerifier(
                SignatureSettings.s3("eu-west-1")
                        .allowUnsignedPayload(allowUnsigned)
                        .build(),
                InstantSource.system());
        return verifier.read(recorded.request()).then(presented -> {
            assertThat(presented.sessionToken().orElseThrow().matches(Secret.of(TOKEN)))
                    .isTrue();
            return verifier.verify(presented, Secret.of(SECRET), Instant.MAX);
        });
    }

    private static PayloadMode accepted(Recorded recorded, byte[] expected) {
        VerifiedRequest verified = verify(recorded, true).orElseThrow();
        try (VerifyingStream body = verified.body(new ByteArrayInputStream(recorded.wire()))) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            body.transferTo(read);
            assertThat(read.toByteArray()).isEqualTo(expected);
            assertThat(body.verified()).isTrue();
        } catch (IOException e) {
            throw new AssertionError(
                    recorded.request().header("x-amz-content-sha256").toString(), e);
        }
        if (verified.payloadMode().covered() && recorded.wire().length > 0) {
            byte[] changed = recorded.wire().clone();
            changed[changed.length / 2] ^= 1;
            assertThat(readable(verified, changed)).as("a changed byte").isFalse();
            assertThat(readable(verified, java.util.Arrays.copyOf(changed, changed.length - 1)))
                    .as("cut")
                    .isFalse();
        }
        return verified.payloadMode();
    }

    private static boolean readable(VerifiedRequest verified, byte[] wire) {
        VerifyingStream body = verified.body(new ByteArrayInputStream(wire));
        try {
            body.readAllBytes();
            return true;
        } catch (IOException e) {
            assertThat(e).isInstanceOf(PayloadException.class);
            assertThat(body.verified()).isFalse();
            return false;
        }
    }

    private static RequestBody unknownLength() {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(PHOTO), "image/jpeg");
    }

    @Test
    void every_way_to_put_an_object_verifies_and_every_payload_mode_is_met() {
        Set<PayloadMode> modes = EnumSet.noneOf(PayloadMode.class);
        int requests = 0;
        for (boolean chunked : new boolean[] {true, false}) {
            for (boolean checksums : new boolean[] {true, false}) {
                try (S3Client s3 = client(chunked, checksums)) {
                    s3.putObject(
                            b -> b.bucket("photos").key("eu-west-1:1/été à la mer+1.jpg"),
                            RequestBody.fromBytes(PHOTO));
                    s3.putObject(b -> b.bucket("photos").key("a//b/../c"), unknownLength());
                    s3.putObject(
                            b -> b.bucket("photos").key("empty").metadata(java.util.Map.of("k", "v  w")),
                            RequestBody.empty());
                    for (ChecksumAlgorithm algorithm : List.of(
                            ChecksumAlgorithm.CRC32,
                            ChecksumAlgorithm.CRC32_C,
                            ChecksumAlgorithm.SHA1,
                            ChecksumAlgorithm.SHA256)) {
                        s3.putObject(
                                b -> b.bucket("photos").key("c").checksumAlgorithm(algorithm),
                                RequestBody.fromBytes(PHOTO));
                    }
                }
                assertThat(RECORDED).hasSize(7);
                for (Recorded recorded : RECORDED) {
                    boolean empty = recorded.request().path().equals("/photos/empty");
                    modes.add(accepted(recorded, empty ? new byte[0] : PHOTO));
                    requests++;
                }
                RECORDED.clear();
            }
        }
        assertThat(requests).isEqualTo(28);
        assertThat(modes).contains(PayloadMode.DIGEST, PayloadMode.SIGNED_CHUNKS, PayloadMode.SIGNED_CHUNKS_TRAILER);
    }

    /** Over TLS the SDK leaves the chunks unsigned and sends a checksum after them. */
    @Test
    void an_upload_over_tls_has_an_unsigned_payload_with_a_trailer_and_needs_the_setting() throws Exception {
        try (LoopbackTls tls = LoopbackTls.start(SdkRecordingTest::record);
                S3Client s3 = S3Client.builder()
                        .endpointOverride(tls.uri())
                        .region(Region.EU_WEST_1)
                        .forcePathStyle(true)
                        .credentialsProvider(credentials())
                        .httpClientBuilder(UrlConnectionHttpClient.builder().tlsTrustManagersProvider(tls::trust))
                        .build()) {
            s3.putObject(b -> b.bucket("photos").key("a"), RequestBody.fromBytes(PHOTO));
        }
        assertThat(RECORDED).hasSize(1);
        Recorded recorded = RECORDED.get(0);
        assertThat(verify(recorded, false).asRefusal()).isPresent();
        assertThat(accepted(recorded, PHOTO)).isEqualTo(PayloadMode.UNSIGNED_TRAILER);

        byte[] changed = recorded.wire().clone();
        changed[changed.length / 2] ^= 1;
        assertThat(readable(verify(recorded, true).orElseThrow(), changed)).isFalse();
    }

    @Test
    void requests_without_a_body_verify() {
        try (S3Client s3 = client(true, true)) {
            s3.headObject(b -> b.bucket("photos").key("a b"));
            s3.deleteObject(b -> b.bucket("photos").key("a+b"));
            s3.headBucket(b -> b.bucket("photos"));
        }
        assertThat(RECORDED).hasSize(3);
        for (Recorded recorded : RECORDED) {
            accepted(recorded, new byte[0]);
            VerifiedRequest strict = verify(recorded, false).orElseThrow();
            assertThat(readable(strict, new byte[0])).isTrue();
            assertThat(readable(strict, new byte[1])).as("a body smuggled in").isFalse();
        }
    }

    @Test
    void presigned_requests_verify_and_an_unsigned_body_needs_the_setting() throws IOException {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials())
                .build()) {
            var get = presigner.presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(g -> g.bucket("photos").key("ä b+c/d.jpg")));
            var put = presigner.presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(p -> p.bucket("photos").key("e").contentType("image/jpeg")));
            call(get.url().toString(), "GET", connection -> {});
            call(put.url().toString(), "PUT", connection -> {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "image/jpeg");
                try {
                    connection.getOutputStream().write(PHOTO);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
        assertThat(RECORDED).hasSize(2);
        Recorded get = RECORDED.get(0);
        Recorded put = RECORDED.get(1);
        assertThat(accepted(get, new byte[0])).isEqualTo(PayloadMode.UNSIGNED);
        assertThat(accepted(put, PHOTO)).isEqualTo(PayloadMode.UNSIGNED);
        assertThat(verify(put, false).asRefusal())
                .contains(Refusal.of(dev.gatehouse.ErrorCode.ACCESS_DENIED, "sigv4.unsigned-payload"));
        VerifiedRequest strict = verify(get, false).orElseThrow();
        assertThat(readable(strict, new byte[0])).isTrue();
        assertThat(readable(strict, new byte[1]))
                .as("a body smuggled into a GET")
                .isFalse();
    }

    private static void call(String url, String method, Consumer<HttpURLConnection> prepare) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        prepare.accept(connection);
        assertThat(connection.getResponseCode()).isEqualTo(200);
    }
}
