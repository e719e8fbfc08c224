package dev.gatehouse.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worked examples of Amazon S3's API reference: 65 KiB in two chunks and a last empty one, without and with trailer. */
@DisplayName("Amazon S3 API Reference, Transferring Payload in Multiple Chunks")
class PublishedChunksTest {
    private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final String DATA = "a".repeat(66_560);
    private static final String FIRST = "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
    private static final String SECOND = "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
    private static final String LAST = "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";
    private static final String CHUNKS = "10000;chunk-signature=" + FIRST + "\r\n" + "a".repeat(65_536) + "\r\n"
            + "400;chunk-signature=" + SECOND + "\r\n" + "a".repeat(1_024) + "\r\n" + "0;chunk-signature=" + LAST
            + "\r\n\r\n";
    private static final String TRAILED =
            "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
                    + "a".repeat(65_536) + "\r\n"
                    + "400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
                    + "a".repeat(1_024) + "\r\n"
                    + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                    + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                    + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

    private static VerifiedRequest request(boolean trailer) {
        SignedRequest.Builder builder = SignedRequest.builder()
                .method("PUT")
                .rawPath("/examplebucket/chunkObject.txt")
                .header("Host", "s3.amazonaws.com")
                .header("x-amz-date", "20130524T000000Z")
                .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .header("Content-Encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", "66560")
                .header("Content-Length", "66824");
        String scope =
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=";
        if (trailer) {
            builder.header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
                    .header("x-amz-trailer", "x-amz-checksum-crc32c")
                    .header(
                            "Authorization",
                            scope + "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                                    + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,Signature="
                                    + "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        } else {
            builder.header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                    .header(
                            "Authorization",
                            scope + "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                    + "x-amz-decoded-content-length;x-amz-storage-class,Signature="
                                    + "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        }
        SignatureVerifier verifier = new SignatureVerifier(
                SignatureSettings.s3("us-east-1").build(), InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z")));
        return builder.build()
                .then(verifier::read)
                .then(presented -> verifier.verify(presented, SECRET))
                .orElseThrow();
    }

    private static VerifyingStream body(boolean trailer, String wire) {
        return request(trailer).body(new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static PayloadException fails(boolean trailer, String wire) {
        VerifyingStream body = body(trailer, wire);
        PayloadException failure = catchThrowableOfType(PayloadException.class, body::readAllBytes);
        assertThat(failure).as("refused").isNotNull();
        assertThat(body.verified()).isFalse();
        assertThatThrownBy(body::read).as("refused for ever").isSameAs(failure);
        return failure;
    }

    @Test
    void the_published_chunks_verify_to_the_end() throws IOException {
        VerifyingStream body = body(false, CHUNKS);
        assertThat(body.readNBytes(66_560)).asString(StandardCharsets.US_ASCII).isEqualTo(DATA);
        assertThat(body.verified()).as("before the last chunk").isFalse();
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.verified()).isTrue();
        assertThat(body.count()).isEqualTo(66_560);
    }

    @Test
    void the_published_trailer_verifies() throws IOException {
        VerifyingStream body = body(true, TRAILED);
        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo(DATA);
        assertThat(body.verified()).isTrue();
        assertThat(body.checksums()).isEqualTo(Map.of("x-amz-checksum-crc32c", "sOO8/Q=="));
    }

    @Test
    void a_body_cut_anywhere_never_ends_well() {
        for (String wire : new String[] {CHUNKS, TRAILED}) {
            boolean trailer = wire.equals(TRAILED);
            for (int cut = 0; cut < wire.length(); cut += cut < 200 || cut > 65_500 ? 37 : 9_973) {
                assertThat(fails(trailer, wire.substring(0, cut)).refusal().rules())
                        .isNotEmpty();
            }
            for (int cut = wire.length() - 400; cut < wire.length(); cut++) {
                assertThat(fails(trailer, wire.substring(0, cut)).refusal().rules())
                        .as("cut at %s", cut)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void every_change_of_one_byte_is_refused() {
        for (String wire : new String[] {CHUNKS, TRAILED}) {
            boolean trailer = wire.equals(TRAILED);
            for (int i = 0; i < wire.length(); i += i < 100 || (i > 65_600 && i < 65_740) || i > 66_750 ? 1 : 8_191) {
                char other = wire.charAt(i) == 'b' ? 'c' : 'b';
                String changed = wire.substring(0, i) + other + wire.substring(i + 1);
                assertThat(fails(trailer, changed).refusal().rules())
                        .as("byte %s", i)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void chunks_reordered_replayed_or_left_out_are_refused() {
        String first = CHUNKS.substring(0, 65_536 + 89);
        int secondStart = CHUNKS.indexOf("400;chunk");
        String second = CHUNKS.substring(secondStart, CHUNKS.indexOf("0;chunk-signature=" + LAST));
        String last = "0;chunk-signature=" + LAST + "\r\n\r\n";
        String head = CHUNKS.substring(0, secondStart);
        assertThat(first).hasSizeLessThan(head.length() + 1);
        assertThat(fails(false, second + head + last).refusal().code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(fails(false, head + last).refusal().code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(fails(false, last).refusal().code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(fails(false, head + second + second + last).refusal().rules())
                .containsExactly("payload.length");
        assertThat(fails(false, CHUNKS + "0").refusal().rules()).containsExactly("payload.trailing-bytes");
        assertThat(fails(false, CHUNKS + CHUNKS).refusal().rules()).containsExactly("payload.trailing-bytes");
    }

    @Test
    void chunk_headers_and_sizes_are_bounded() {
        assertThat(fails(false, "f".repeat(8) + ";chunk-signature=" + FIRST + "\r\n")
                        .refusal()
                        .rules())
                .containsExactly("payload.chunk-size");
        assertThat(fails(false, "1".repeat(10_000)).refusal().rules()).containsExactly("payload.chunk-header");
        assertThat(fails(false, "-1;chunk-signature=" + FIRST + "\r\n")
                        .refusal()
                        .rules())
                .containsExactly("payload.chunk-header");
        assertThat(fails(false, "20000;chunk-signature=" + FIRST + "\r\n")
                        .refusal()
                        .rules())
                .containsExactly("payload.length");
        assertThat(fails(false, "10000\r\n" + DATA).refusal().rules()).containsExactly("payload.chunk-header");
    }

    @Test
    void a_trailer_is_exactly_what_was_announced() {
        String crc = "x-amz-checksum-crc32c:sOO8/Q==\r\n";
        assertThat(fails(true, TRAILED.replace(crc, "")).refusal().code())
                .isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(fails(true, TRAILED.replace(crc, crc + crc)).refusal().rules())
                .containsExactly("payload.trailer");
        assertThat(fails(true, TRAILED.replace(crc, "x-amz-checksum-crc32:sOO8/Q==\r\n"))
                        .refusal()
                        .rules())
                .containsExactly("payload.trailer");
        assertThat(fails(true, TRAILED.replace(crc, crc + "x-amz-acl:public-read\r\n"))
                        .refusal()
                        .rules())
                .containsExactly("payload.trailer");
        assertThat(fails(true, CHUNKS).refusal().code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void checksums_have_their_published_check_values() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        Map<Checksum, String> expected = Map.of(
                Checksum.CRC32, "cbf43926",
                Checksum.CRC32C, "e3069283",
                Checksum.CRC64NVME, "ae8b14860a799888",
                Checksum.SHA1, "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
                Checksum.SHA256, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
                Checksum.MD5, "25f9e794323b453885f5181f1b624d0b");
        assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(Arrays.asList(Checksum.values()));
        expected.forEach((checksum, hex) -> {
            Checksum.Running running = checksum.start();
            running.update(check, 0, check.length);
            assertThat(Hashes.hex(running.value())).as(checksum.name()).isEqualTo(hex);
        });
    }
}
