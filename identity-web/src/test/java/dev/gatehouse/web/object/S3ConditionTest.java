package dev.gatehouse.web.object;

import static dev.gatehouse.web.object.S3Calls.FOLDER;
import static dev.gatehouse.web.object.S3Calls.assertError;
import static dev.gatehouse.web.object.S3Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of objects and conditions on them (RFC 9110 §13 and §14), through the S3 protocol. */
class S3ConditionTest {
    @TempDir
    Path folder;

    private final S3Calls calls = new S3Calls();

    @ParameterizedTest
    @CsvSource({
        "bytes=0-1, 206, he, bytes 0-1/5",
        "bytes=-2, 206, lo, bytes 3-4/5",
        "bytes=1-, 206, ello, bytes 1-4/5",
        "'bytes=0-1,3-4', 200, hello, "
    })
    void aRangeIsServed(String range, int status, String part, String contentRange) throws IOException {
        GuardedStore store = calls.store(folder);
        calls.send(store, "PUT", FOLDER + "x", "hello");
        HttpResponse answer = calls.send(store, "GET", FOLDER + "x", "", "Range", range);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().only("Content-Range")).isEqualTo(Optional.ofNullable(contentRange));
        assertThat(body(answer)).isEqualTo(part);
        HttpResponse head = calls.send(store, "HEAD", FOLDER + "x", "", "Range", range);
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.body().length()).isEqualTo(part.length());
    }

    @Test
    void aRangeOutsideIsInvalid() throws IOException {
        GuardedStore store = calls.store(folder);
        calls.send(store, "PUT", FOLDER + "x", "hello");
        assertError(calls.send(store, "GET", FOLDER + "x", "", "Range", "bytes=5-"), 416, "InvalidRange");
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
        GuardedStore store = calls.store(folder);
        calls.send(store, "PUT", FOLDER + "x", "hello");
        HttpResponse answer = calls.send(store, "GET", FOLDER + "x", "", header, value);
        assertThat(answer.status()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.headers().only("ETag")).isPresent();
            assertThat(answer.body().length()).isZero();
        }
        answer.body().close();
    }

    @Test
    void theTagGoesBeforeTheTime() throws IOException {
        GuardedStore store = calls.store(folder);
        calls.send(store, "PUT", FOLDER + "x", "hello");
        HttpResponse answer = calls.send(
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
        HttpResponse ranged = calls.send(store, "GET", FOLDER + "x", "", "Range", "bytes=0-0", "If-Range", "\"x\"");
        assertThat(body(ranged)).isEqualTo("hello");
    }

    @Test
    void aConditionalWriteIsDecided() throws IOException {
        GuardedStore store = calls.store(folder);
        assertError(calls.send(store, "PUT", FOLDER + "x", "1", "If-Match", "*"), 412, "PreconditionFailed");
        assertThat(calls.send(store, "PUT", FOLDER + "x", "1", "If-None-Match", "*")
                        .status())
                .isEqualTo(200);
        assertError(calls.send(store, "PUT", FOLDER + "x", "2", "If-None-Match", "*"), 412, "PreconditionFailed");
        assertError(calls.send(store, "PUT", FOLDER + "x", "2", "If-Match", "\"x\""), 412, "PreconditionFailed");
        assertThat(body(calls.send(store, "GET", FOLDER + "x", ""))).isEqualTo("1");
    }
}
