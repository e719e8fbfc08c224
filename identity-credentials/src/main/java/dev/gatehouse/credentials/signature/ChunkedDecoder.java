package dev.gatehouse.credentials.signature;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code aws-chunked} coding. A signed chunk is held until its signature held, so no byte that was not signed is
 * ever given out. Not thread-safe.
 */
final class ChunkedDecoder implements PayloadDecoder {
    private static final int MAX_LINE = 256;
    private static final int FIRST_BUFFER = 64 << 10;
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final Pattern SIGNED_HEADER = Pattern.compile("([0-9a-fA-F]{1,8});chunk-signature=([0-9a-f]{64})");
    private static final Pattern PLAIN_HEADER = Pattern.compile("([0-9a-fA-F]{1,8})");

    private final InputStream in;
    private final Payload payload;
    private final @Nullable ChunkChain chain;
    private final Map<Checksum, String> trailer = new EnumMap<>(Checksum.class);
    private final long length;
    private byte[] buffer;
    private int at;
    private int end;
    private long unread;
    private long announced;
    private boolean done;

    ChunkedDecoder(InputStream in, Payload payload, @Nullable ChunkChain chain) {
        this.in = new BufferedInputStream(in, 8_192);
        this.payload = payload;
        this.chain = chain;
        this.length = payload.length().orElse(0);
        this.buffer = new byte[chain == null ? 0 : (int) Math.min(FIRST_BUFFER, Math.max(length, 1))];
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        while (!done) {
            if (at < end) {
                int taken = Math.min(count, end - at);
                System.arraycopy(buffer, at, into, offset, taken);
                at += taken;
                return taken;
            }
            if (unread > 0) {
                int taken = in.read(into, offset, (int) Math.min(count, unread));
                if (taken < 0) {
                    throw PayloadException.malformed("payload.truncated");
                }
                unread -= taken;
                if (unread == 0) {
                    expectLineEnd();
                }
                return taken;
            }
            nextChunk();
        }
        return -1;
    }

    @Override
    public Map<Checksum, String> trailer() {
        return trailer;
    }

    private void nextChunk() throws IOException {
        Matcher header = (chain == null ? PLAIN_HEADER : SIGNED_HEADER).matcher(line());
        if (!header.matches()) {
            throw PayloadException.malformed("payload.chunk-header");
        }
        long size = Long.parseLong(header.group(1), 16);
        if (size > payload.maxChunkBytes()) {
            throw PayloadException.malformed("payload.chunk-size");
        }
        announced += size;
        if (announced > length) {
            throw PayloadException.malformed("payload.length");
        }
        if (chain != null) {
            signedChunk(chain, (int) size, header.group(2));
        } else {
            unread = size;
        }
        if (size == 0) {
            finish();
        } else if (chain != null) {
            expectLineEnd();
        }
    }

    private void signedChunk(ChunkChain links, int size, String signature) throws IOException {
        MessageDigest digest = Hashes.digest("SHA-256");
        at = 0;
        end = 0;
        while (end < size) {
            if (end == buffer.length) { // grows with what arrived, not with what was announced
                buffer = Arrays.copyOf(buffer, (int) Math.min(size, buffer.length * 2L));
            }
            int taken = in.read(buffer, end, Math.min(size, buffer.length) - end);
            if (taken < 0) {
                end = 0;
                throw PayloadException.malformed("payload.truncated");
            }
            digest.update(buffer, end, taken);
            end += taken;
        }
        if (!Hashes.same(links.next(digest.digest()), signature)) {
            end = 0;
            throw PayloadException.forged("payload.chunk-signature");
        }
    }

    private void finish() throws IOException {
        if (payload.mode().trailer()) {
            readTrailer();
        } else {
            expectLineEnd();
        }
        if (in.read() >= 0) {
            throw PayloadException.malformed("payload.trailing-bytes");
        }
        done = true;
    }

    private void readTrailer() throws IOException {
        Map<String, String> canonical = new TreeMap<>();
        while (true) {
            String line = line();
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equals(TRAILER_SIGNATURE) && chain != null) {
                StringBuilder text = new StringBuilder();
                canonical.forEach((name, value) ->
                        text.append(name).append(':').append(value).append('\n'));
                if (!Hashes.same(
                        chain.trailer(text.toString()),
                        line.substring(colon + 1).strip())) {
                    throw PayloadException.forged("payload.trailer-signature");
                }
                expectLineEnd();
                break;
            }
            if (line.isEmpty() && chain == null) {
                break;
            }
            Checksum checksum = colon < 0 ? null : Checksum.ofHeader(line.substring(0, colon));
            if (checksum == null || !payload.trailer().contains(checksum)) {
                throw PayloadException.malformed("payload.trailer");
            }
            String value = line.substring(colon + 1).strip();
            if (trailer.put(checksum, value) != null) {
                throw PayloadException.malformed("payload.trailer");
            }
            canonical.put(checksum.header(), value);
        }
        if (!trailer.keySet().equals(payload.trailer())) {
            throw PayloadException.malformed("payload.trailer");
        }
    }

    /** Reads one line ended by CR LF, at most {@link #MAX_LINE} bytes of visible ASCII and spaces. */
    private String line() throws IOException {
        byte[] text = new byte[MAX_LINE];
        int count = 0;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw PayloadException.malformed("payload.truncated");
            }
            if (b == '\r') {
                if (in.read() != '\n') {
                    throw PayloadException.malformed("payload.chunk-header");
                }
                return new String(text, 0, count, StandardCharsets.US_ASCII);
            }
            if (count == MAX_LINE || b < 0x20 || b > 0x7e) {
                throw PayloadException.malformed("payload.chunk-header");
            }
            text[count++] = (byte) b;
        }
    }

    private void expectLineEnd() throws IOException {
        int first = in.read();
        int second = first < 0 ? -1 : in.read();
        if (second < 0) {
            throw PayloadException.malformed("payload.truncated");
        }
        if (first != '\r' || second != '\n') {
            throw PayloadException.malformed("payload.chunk-header");
        }
    }
}
