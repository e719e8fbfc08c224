package dev.gatehouse.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Bodies in chunks of any size, from connections that deliver any number of bytes at a time. */
class ChunkRoundTripTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();
    private static final Secret SECRET = Secret.of("0123456789012345678901234567890123456789");

    @Property(tries = 300)
    void a_chunked_body_is_given_out_whole_and_unchanged_or_not_at_all(
            @ForAll @IntRange(max = 20_000) int size,
            @ForAll @IntRange(min = 1, max = 9_000) int chunkSize,
            @ForAll @IntRange(min = 1, max = 5_000) int readSize,
            @ForAll boolean trailer,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        byte[] data = new byte[size];
        random.nextBytes(data);
        VerifiedRequest request = request(size, trailer);
        byte[] wire = encode(data, Math.max(chunkSize, size / 40 + 1), request, trailer);

        VerifyingStream body = request.body(new Trickle(wire, random));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[readSize];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            assertThat(body.verified()).isFalse();
            read.write(buffer, 0, n);
        }
        assertThat(read.toByteArray()).isEqualTo(data);
        assertThat(body.verified()).isTrue();

        byte[] changed = wire.clone();
        changed[random.nextInt(wire.length)] ^= (byte) (1 << random.nextInt(5)); // never only the case of a letter
        VerifyingStream other = request.body(new Trickle(changed, random));
        Throwable failure = catchThrowable(other::readAllBytes);
        assertThat(failure).isInstanceOf(PayloadException.class);
        assertThat(other.verified()).isFalse();
    }

    private static VerifiedRequest request(int size, boolean trailer) {
        SignedRequest.Builder builder = SignedRequest.builder()
                .method("PUT")
                .rawPath("/photos/a")
                .header("Host", "h.example")
                .header("x-amz-decoded-content-length", Integer.toString(size));
        if (trailer) {
            builder.header("x-amz-trailer", "x-amz-checksum-crc64nvme");
        }
        PayloadMode mode = trailer ? PayloadMode.SIGNED_CHUNKS_TRAILER : PayloadMode.SIGNED_CHUNKS;
        InstantSource clock = InstantSource.fixed(NOW);
        SignatureVerifier verifier = new SignatureVerifier(S3, clock);
        return builder.build()
                .then(plain -> new RequestSigner(S3, clock)
                        .sign(plain, SigningCredentials.of("ASIATEST", SECRET), mode.wireName()))
                .then(verifier::read)
                .then(presented -> verifier.verify(presented, SECRET))
                .orElseThrow();
    }

    private static byte[] encode(byte[] data, int chunkSize, VerifiedRequest request, boolean trailer)
            throws IOException {
        String authorization = request.request().header("authorization").get(0);
        ChunkChain chain = new ChunkChain(
                Hashes.signingKey(SECRET, "20261121", "eu-west-1", "s3"),
                "20261121T120000Z",
                "20261121/eu-west-1/s3/aws4_request",
                authorization.substring(authorization.length() - 64));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int length = Math.min(chunkSize, data.length - at);
            byte[] sha = java.util.Arrays.copyOfRange(data, at, at + length);
            String signature = chain.next(Hashes.digest("SHA-256").digest(sha));
            text(out, Integer.toHexString(length) + ";chunk-signature=" + signature + "\r\n");
            if (length == 0) {
                break;
            }
            out.write(data, at, length);
            text(out, "\r\n");
            at += length;
        }
        if (trailer) {
            Checksum.Running crc = Checksum.CRC64NVME.start();
            crc.update(data, 0, data.length);
            String line = "x-amz-checksum-crc64nvme:" + Base64.getEncoder().encodeToString(crc.value());
            text(out, line + "\r\nx-amz-trailer-signature:" + chain.trailer(line + "\n") + "\r\n");
        }
        text(out, "\r\n");
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Delivers a few bytes at a time, as networks do. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream in;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, Math.min(length, 1 + random.nextInt(3_000)));
        }
    }
}
