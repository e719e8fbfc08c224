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
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The S3 protocol as values, each request really signed and really guarded. */
class S3HandlerTest {
    private static final String FOLDER = "/photos/eu-west-1%3Ame/";

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource clock = () -> now;

    private GuardedStore store() {
        return new GuardedStore(folder, clock);
    }

    private static byte[] digest(String algorithm, String body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest signed(
            TemporaryCredentials credentials, String method, String target, String body, String... headers) {
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

    private static HttpRequest http(SignedRequest request, String body) {
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

    private HttpResponse send(GuardedStore store, String method, String target, String body, String... headers)
            throws IOException {
        return store.handler.handle(signed(store.vend(), method, target, body, headers));
    }

    private static String body(HttpResponse answer) throws IOException {
        try (HttpResponse.Body body = answer.body()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            body.writeTo(out);
            assertThat(out.size()).isEqualTo((int) body.length());
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private static void assertError(HttpResponse answer, int status, String code) throws IOException {
        assertThat(answer.headers().only("Content-Type")).contains("application/xml");
        assertThat(body(answer)).contains("<Error><Code>" + code + "</Code>", "<RequestId>the-id</RequestId>");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().only("x-amz-request-id")).contains("the-id");
    }

    @Test
    void anObjectComesBackWithWhatItCameWith() throws IOException {
        GuardedStore store = store();
        HttpResponse put = send(
                store,
                "PUT",
                FOLDER + "a.txt",
                "hello",
                "Content-Type",
                "text/plain",
                "x-amz-meta-Author",
                "Ann",
                "Content-Encoding",
                "aws-chunked,gzip",
                "Cache-Control",
                "no-cache");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.headers().only("ETag")).contains("\"5d41402abc4b2a76b9719d911017c592\"");
        HttpResponse get = send(store, "GET", FOLDER + "a.txt", "");
        assertThat(body(get)).isEqualTo("hello");
        assertThat(get.headers().only("Content-Type")).contains("text/plain");
        assertThat(get.headers().only("x-amz-meta-author")).contains("Ann");
        assertThat(get.headers().only("Content-Encoding")).contains("gzip");
        assertThat(get.headers().only("Cache-Control")).contains("no-cache");
        assertThat(get.headers().only("Last-Modified")).contains("Sat, 21 Nov 2026 12:00:00 GMT");
        HttpResponse head = send(store, "HEAD", FOLDER + "a.txt", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body().length()).isEqualTo(5);
        assertThat(send(store, "DELETE", FOLDER + "a.txt", "").status()).isEqualTo(204);
        assertError(send(store, "GET", FOLDER + "a.txt", ""), 404, "NoSuchKey");
        assertThat(send(store, "DELETE", FOLDER + "a.txt", "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /photos/eu-west-1%3Aother/x, 403, AccessDenied",
        "GET, /nowhere?list-type=2&prefix=eu-west-1%3Ame%2F, 404, NoSuchBucket",
        "GET, /photos?list-type=2&prefix=, 403, AccessDenied",
        "GET, /photos, 501, NotImplemented",
        "GET, /, 501, NotImplemented",
        "GET, /photos/eu-west-1%3Ame/x?acl, 501, NotImplemented",
        "POST, /photos/eu-west-1%3Ame/x?uploads=, 501, NotImplemented",
        "GET, /Photos/x, 400, InvalidBucketName",
        "GET, /photos/eu-west-1%3Ame/x, 404, NoSuchKey",
        "HEAD, /photos/eu-west-1%3Ame/x, 404, NoSuchKey",
        "GET, /photos?list-type=2&prefix=eu-west-1%3Ame%2F&max-keys=a, 400, InvalidArgument",
        "GET, /photos?list-type=2&prefix=eu-west-1%3Ame%2F&max-keys=-1, 400, InvalidArgument",
        "GET, /photos?list-type=2&prefix=eu-west-1%3Ame%2F&continuation-token=a, 400, InvalidArgument",
        "GET, /photos?list-type=2&prefix=eu-west-1%3Ame%2F&continuation-token=!, 400, InvalidArgument",
        "GET, /photos?list-type=2&prefix=eu-west-1%3Ame%2F&encoding-type=xml, 400, InvalidArgument"
    })
    void whatIsNotServedHasTheErrorOfS3(String method, String target, int status, String code) throws IOException {
        assertError(send(store(), method, target, ""), status, code);
    }

    @Test
    void whoIsNotGenuineHasTheErrorOfS3() throws IOException {
        GuardedStore store = store();
        TemporaryCredentials credentials = store.vend();
        HttpRequest genuine = signed(credentials, "GET", FOLDER + "x", "");
        assertError(store.handler.handle(with(genuine, "/photos/eu-west-1%3Ame/y")), 403, "SignatureDoesNotMatch");
        now = now.plus(Duration.ofMinutes(16));
        assertError(store.handler.handle(genuine), 403, "RequestTimeTooSkewed");
        now = now.plus(Duration.ofHours(1));
        assertError(store.handler.handle(signed(credentials, "GET", FOLDER + "x", "")), 400, "ExpiredToken");
        assertError(
                store.handler.handle(new HttpRequest(
                        "GET",
                        "/photos/x",
                        "",
                        HttpHeaders.of("Host", "a"),
                        new ByteArrayInputStream(new byte[0]),
                        URI.create("http://a"),
                        InetAddress.getLoopbackAddress())),
                403,
                "AccessDenied");
    }

    private static HttpRequest with(HttpRequest request, String path) {
        return new HttpRequest(
                request.method(),
                path,
                request.query(),
                request.headers(),
                request.body(),
                request.origin(),
                request.client());
    }

    @Test
    void aDenialIsExplainedOnlyWhereItIsAskedFor() throws IOException {
        GuardedStore store = store();
        HttpRequest denied = signed(store.vend(), "GET", "/photos/eu-west-1%3Aother/x", "");
        assertThat(body(store.handler.handle(denied))).contains("<Message>Access Denied</Message>");
        assertThat(body(store.handler.explainingDenials().handle(denied)))
                .contains("<Code>AccessDenied</Code>")
                .doesNotContain("<Message>Access Denied</Message>");
    }

    @Test
    void aBodyThatIsNotTheSignedOneLeavesNoObject() throws IOException {
        GuardedStore store = store();
        HttpRequest genuine = signed(store.vend(), "PUT", FOLDER + "x", "the signed one");
        HttpRequest forged = new HttpRequest(
                genuine.method(),
                genuine.path(),
                genuine.query(),
                genuine.headers(),
                new ByteArrayInputStream("the forged one".getBytes(StandardCharsets.UTF_8)),
                genuine.origin(),
                genuine.client());
        assertError(store.handler.handle(forged), 400, "XAmzContentSHA256Mismatch");
        assertThat(store.storage.list("photos", "", "", 1)).isEmpty();
        assertThat(folder.resolve("photos")).isEmptyDirectory();
    }

    @Test
    void contentMd5IsChecked() throws IOException {
        GuardedStore store = store();
        String right = Base64.getEncoder().encodeToString(digest("MD5", "hello"));
        String wrong = Base64.getEncoder().encodeToString(digest("MD5", "other"));
        assertError(send(store, "PUT", FOLDER + "x", "hello", "Content-MD5", wrong), 400, "BadDigest");
        assertError(send(store, "PUT", FOLDER + "x", "hello", "Content-MD5", "abc"), 400, "InvalidDigest");
        assertThat(store.storage.list("photos", "", "", 1)).isEmpty();
        assertThat(send(store, "PUT", FOLDER + "x", "hello", "Content-MD5", right)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void metadataIsBounded() throws IOException {
        GuardedStore store = store();
        assertError(send(store, "PUT", FOLDER + "x", "", "x-amz-meta-a", "x".repeat(2_048)), 400, "MetadataTooLarge");
        assertThat(send(store, "PUT", FOLDER + "x", "", "x-amz-meta-a", "x".repeat(2_047))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-1, 206, he, bytes 0-1/5",
        "bytes=-2, 206, lo, bytes 3-4/5",
        "bytes=1-, 206, ello, bytes 1-4/5",
        "'bytes=0-1,3-4', 200, hello, "
    })
    void aRangeIsServed(String range, int status, String part, String contentRange) throws IOException {
        GuardedStore store = store();
        send(store, "PUT", FOLDER + "x", "hello");
        HttpResponse answer = send(store, "GET", FOLDER + "x", "", "Range", range);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().only("Content-Range")).isEqualTo(Optional.ofNullable(contentRange));
        assertThat(body(answer)).isEqualTo(part);
        HttpResponse head = send(store, "HEAD", FOLDER + "x", "", "Range", range);
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.body().length()).isEqualTo(part.length());
    }

    @Test
    void aRangeOutsideIsInvalid() throws IOException {
        GuardedStore store = store();
        send(store, "PUT", FOLDER + "x", "hello");
        assertError(send(store, "GET", FOLDER + "x", "", "Range", "bytes=5-"), 416, "InvalidRange");
    }

    /** RFC 9110 §13.2.2, about an object that was modified at 12:00:00. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "If-Match | \"5d41402abc4b2a76b9719d911017c592\" | 200",
                "If-Match | 5d41402abc4b2a76b9719d911017c592 | 200",
                "If-Match | * | 200",
                "If-Match | \"x\" | 412",
                "If-None-Match | \"5d41402abc4b2a76b9719d911017c592\" | 304",
                "If-None-Match | W/\"5d41402abc4b2a76b9719d911017c592\" | 304",
                "If-None-Match | \"x\", * | 304",
                "If-None-Match | \"x\" | 200",
                "If-Modified-Since | Sat, 21 Nov 2026 12:00:00 GMT | 304",
                "If-Modified-Since | Sat, 21 Nov 2026 11:59:59 GMT | 200",
                "If-Modified-Since | yesterday | 200",
                "If-Unmodified-Since | Sat, 21 Nov 2026 12:00:00 GMT | 200",
                "If-Unmodified-Since | Sat, 21 Nov 2026 11:59:59 GMT | 412"
            })
    void aConditionalReadIsDecided(String header, String value, int status) throws IOException {
        GuardedStore store = store();
        send(store, "PUT", FOLDER + "x", "hello");
        HttpResponse answer = send(store, "GET", FOLDER + "x", "", header, value);
        assertThat(answer.status()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.headers().only("ETag")).isPresent();
            assertThat(answer.body().length()).isZero();
        }
        answer.body().close();
    }

    @Test
    void theTagGoesBeforeTheTime() throws IOException {
        GuardedStore store = store();
        send(store, "PUT", FOLDER + "x", "hello");
        HttpResponse answer = send(
                store,
                "GET",
                FOLDER + "x",
                "",
                "If-None-Match",
                "\"x\"",
                "If-Modified-Since",
                "Sat, 21 Nov 2026 12:00:00 GMT");
        assertThat(answer.status()).isEqualTo(200);
        answer.body().close();
        HttpResponse ranged = send(store, "GET", FOLDER + "x", "", "Range", "bytes=0-0", "If-Range", "\"x\"");
        assertThat(body(ranged)).isEqualTo("hello");
    }

    @Test
    void aConditionalWriteIsDecided() throws IOException {
        GuardedStore store = store();
        assertError(send(store, "PUT", FOLDER + "x", "1", "If-Match", "*"), 412, "PreconditionFailed");
        assertThat(send(store, "PUT", FOLDER + "x", "1", "If-None-Match", "*").status())
                .isEqualTo(200);
        assertError(send(store, "PUT", FOLDER + "x", "2", "If-None-Match", "*"), 412, "PreconditionFailed");
        assertError(send(store, "PUT", FOLDER + "x", "2", "If-Match", "\"x\""), 412, "PreconditionFailed");
        assertThat(body(send(store, "GET", FOLDER + "x", ""))).isEqualTo("1");
    }

    @Test
    void aPresignedUrlNeedsNoHeaderAndEnds() throws IOException {
        GuardedStore store = store();
        send(store, "PUT", FOLDER + "x", "hello");
        SignedRequest plain = SignedRequest.builder()
                .method("GET")
                .rawPath(FOLDER + "x")
                .header("Host", "127.0.0.1:9000")
                .build()
                .orElseThrow();
        HttpRequest presigned = http(
                new RequestSigner(GuardedStore.SETTINGS, clock)
                        .presign(plain, SigningCredentials.of(store.vend()), Duration.ofMinutes(5))
                        .orElseThrow(),
                "");
        assertThat(body(store.handler.handle(presigned))).isEqualTo("hello");
        now = now.plus(Duration.ofMinutes(5));
        assertError(store.handler.handle(presigned), 403, "AccessDenied");
    }

    @Test
    void aListingRollsUpAndGoesOn() throws IOException {
        GuardedStore store = store();
        for (String key : List.of("a", "b/1", "b/2", "c & <d>", "e/1", "f")) {
            FileObjectStorageTest.put(new InBucket(store.storage), "eu-west-1:me/" + key, "x");
        }
        StringBuilder seen = new StringBuilder();
        String token = "";
        int pages = 0;
        do {
            String xml = body(send(
                    store, "GET", "/photos?list-type=2&delimiter=%2F&prefix=eu-west-1%3Ame%2F&max-keys=2" + token, ""));
            Pattern.compile("<(?:Key|Prefix)>eu-west-1:me/([^<]+)</")
                    .matcher(xml)
                    .results()
                    .forEach(match -> seen.append(match.group(1)).append(' '));
            token = Pattern.compile("<NextContinuationToken>([^<]+)<")
                    .matcher(xml)
                    .results()
                    .map(match -> "&continuation-token=" + match.group(1))
                    .findFirst()
                    .orElse("");
            assertThat(xml).contains("<IsTruncated>" + !token.isEmpty() + "</IsTruncated>");
            pages++;
        } while (!token.isEmpty());
        assertThat(seen).hasToString("a b/ c &amp; &lt;d&gt; e/ f ");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aListingIsEncodedWhereAskedFor() throws IOException {
        GuardedStore store = store();
        FileObjectStorageTest.put(new InBucket(store.storage), "eu-west-1:me/ü +", "x");
        assertThat(body(send(store, "GET", "/photos?list-type=2&prefix=eu-west-1%3Ame%2F&encoding-type=url", "")))
                .contains("<Key>eu-west-1%3Ame/%C3%BC%20%2B</Key>", "<EncodingType>url</EncodingType>");
        assertThat(body(send(store, "GET", "/photos?list-type=2&prefix=eu-west-1%3Ame%2F&max-keys=0", "")))
                .contains("<KeyCount>0</KeyCount>", "<IsTruncated>false</IsTruncated>");
        assertThat(body(send(
                        store,
                        "GET",
                        "/photos?list-type=2&prefix=eu-west-1%3Ame%2F&start-after=eu-west-1%3Ame%2F%C3%BC%20%2B",
                        "")))
                .contains("<KeyCount>0</KeyCount>", "<StartAfter>");
    }

    @Test
    void aStorageThatIsNotThereIs503() throws IOException {
        GuardedStore store = new GuardedStore(folder, clock, Broken::new);
        HttpResponse answer = send(store, "GET", FOLDER + "x", "");
        assertThat(answer.headers().only("Retry-After")).contains("1");
        assertError(answer, 503, "ServiceUnavailable");
    }
}
