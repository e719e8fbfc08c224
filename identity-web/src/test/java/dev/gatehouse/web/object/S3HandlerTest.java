package dev.gatehouse.web.object;

import static dev.gatehouse.web.object.S3Calls.FOLDER;
import static dev.gatehouse.web.object.S3Calls.assertError;
import static dev.gatehouse.web.object.S3Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The S3 protocol as values, each request really signed and really guarded. */
class S3HandlerTest {
    @TempDir
    Path folder;

    private final S3Calls calls = new S3Calls();

    @Test
    void anObjectComesBackWithWhatItCameWith() throws IOException {
        GuardedStore store = calls.store(folder);
        HttpResponse put = calls.send(
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
        HttpResponse get = calls.send(store, "GET", FOLDER + "a.txt", "");
        assertThat(body(get)).isEqualTo("hello");
        assertThat(get.headers().only("Content-Type")).contains("text/plain");
        assertThat(get.headers().only("x-amz-meta-author")).contains("Ann");
        assertThat(get.headers().only("Content-Encoding")).contains("gzip");
        assertThat(get.headers().only("Cache-Control")).contains("no-cache");
        assertThat(get.headers().only("Last-Modified")).contains("Sat, 21 Nov 2026 12:00:00 GMT");
        HttpResponse head = calls.send(store, "HEAD", FOLDER + "a.txt", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body().length()).isEqualTo(5);
        assertThat(calls.send(store, "DELETE", FOLDER + "a.txt", "").status()).isEqualTo(204);
        assertError(calls.send(store, "GET", FOLDER + "a.txt", ""), 404, "NoSuchKey");
        assertThat(calls.send(store, "DELETE", FOLDER + "a.txt", "").status()).isEqualTo(204);
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
        assertError(calls.send(calls.store(folder), method, target, ""), status, code);
    }

    @Test
    void metadataIsBounded() throws IOException {
        GuardedStore store = calls.store(folder);
        assertError(
                calls.send(store, "PUT", FOLDER + "x", "", "x-amz-meta-a", "x".repeat(2_048)), 400, "MetadataTooLarge");
        assertThat(calls.send(store, "PUT", FOLDER + "x", "", "x-amz-meta-a", "x".repeat(2_047))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aStorageThatIsNotThereIs503() throws IOException {
        GuardedStore store = new GuardedStore(folder, calls.clock, Broken::new);
        HttpResponse answer = calls.send(store, "GET", FOLDER + "x", "");
        assertThat(answer.headers().only("Retry-After")).contains("1");
        assertError(answer, 503, "ServiceUnavailable");
    }
}
