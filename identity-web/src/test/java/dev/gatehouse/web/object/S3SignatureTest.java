package dev.gatehouse.web.object;

import static dev.gatehouse.web.object.S3Calls.FOLDER;
import static dev.gatehouse.web.object.S3Calls.assertError;
import static dev.gatehouse.web.object.S3Calls.body;
import static dev.gatehouse.web.object.S3Calls.digest;
import static dev.gatehouse.web.object.S3Calls.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call the S3 protocol, and whether what came is what was signed. */
class S3SignatureTest {
    @TempDir
    Path folder;

    private final S3Calls calls = new S3Calls();

    @Test
    void whoIsNotGenuineHasTheErrorOfS3() throws IOException {
        GuardedStore store = calls.store(folder);
        TemporaryCredentials credentials = store.vend();
        HttpRequest genuine = calls.signed(credentials, "GET", FOLDER + "x", "");
        assertError(store.handler.handle(with(genuine, "/photos/eu-west-1%3Ame/y")), 403, "SignatureDoesNotMatch");
        calls.later(Duration.ofMinutes(16));
        assertError(store.handler.handle(genuine), 403, "RequestTimeTooSkewed");
        calls.later(Duration.ofHours(1));
        assertError(store.handler.handle(calls.signed(credentials, "GET", FOLDER + "x", "")), 400, "ExpiredToken");
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
        GuardedStore store = calls.store(folder);
        HttpRequest denied = calls.signed(store.vend(), "GET", "/photos/eu-west-1%3Aother/x", "");
        assertThat(body(store.handler.handle(denied))).contains("<Message>Access Denied</Message>");
        assertThat(body(store.handler.explainingDenials().handle(denied)))
                .contains("<Code>AccessDenied</Code>")
                .doesNotContain("<Message>Access Denied</Message>");
    }

    @Test
    void aBodyThatIsNotTheSignedOneLeavesNoObject() throws IOException {
        GuardedStore store = calls.store(folder);
        HttpRequest genuine = calls.signed(store.vend(), "PUT", FOLDER + "x", "the signed one");
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
        GuardedStore store = calls.store(folder);
        String right = Base64.getEncoder().encodeToString(digest("MD5", "hello"));
        String wrong = Base64.getEncoder().encodeToString(digest("MD5", "other"));
        assertError(calls.send(store, "PUT", FOLDER + "x", "hello", "Content-MD5", wrong), 400, "BadDigest");
        assertError(calls.send(store, "PUT", FOLDER + "x", "hello", "Content-MD5", "abc"), 400, "InvalidDigest");
        assertThat(store.storage.list("photos", "", "", 1)).isEmpty();
        assertThat(calls.send(store, "PUT", FOLDER + "x", "hello", "Content-MD5", right)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPresignedUrlNeedsNoHeaderAndEnds() throws IOException {
        GuardedStore store = calls.store(folder);
        calls.send(store, "PUT", FOLDER + "x", "hello");
        SignedRequest plain = SignedRequest.builder()
                .method("GET")
                .rawPath(FOLDER + "x")
                .header("Host", "127.0.0.1:9000")
                .build()
                .orElseThrow();
        HttpRequest presigned = http(
                new RequestSigner(GuardedStore.SETTINGS, calls.clock)
                        .presign(plain, SigningCredentials.of(store.vend()), Duration.ofMinutes(5))
                        .orElseThrow(),
                "");
        assertThat(body(store.handler.handle(presigned))).isEqualTo("hello");
        calls.later(Duration.ofMinutes(5));
        assertError(store.handler.handle(presigned), 403, "AccessDenied");
    }
}
