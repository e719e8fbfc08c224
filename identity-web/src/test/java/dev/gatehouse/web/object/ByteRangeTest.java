package dev.gatehouse.web.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Range requests (RFC 9110 §14.1.2) of an object of ten bytes. */
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=0-99, 0, 10",
        "bytes=5-, 5, 5",
        "bytes=9-, 9, 1",
        "bytes=-3, 7, 3",
        "bytes=-10, 0, 10",
        "bytes=-99, 0, 10",
        "bytes = 2-3, 2, 2"
    })
    void aRangeIsAPart(String header, long offset, long length) throws S3Failure {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(offset, length));
    }

    @ParameterizedTest
    @CsvSource({"bytes=-", "bytes=3-2", "'bytes=0-1,3-4'", "items=0-1", "bytes=a-b", "bytes=0x1-2", "''"})
    void whatIsNoRangeIsIgnored(String header) throws S3Failure {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-, 10", "bytes=10-12, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=0-0, 0", "bytes=-1, 0"})
    void aRangeOutsideIsNotSatisfiable(String header, long size) {
        assertThatThrownBy(() -> ByteRange.of(header, size))
                .isInstanceOfSatisfying(
                        S3Failure.class,
                        failure -> assertThat(failure.error().status()).isEqualTo(416));
    }
}
