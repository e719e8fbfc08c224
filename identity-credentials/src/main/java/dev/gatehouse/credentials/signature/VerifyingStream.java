package dev.gatehouse.credentials.signature;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a verified request, decoded and verified while it is read. It answers "end of stream" only after
 * everything that was promised held: the digest or every chunk's signature, the announced length, the trailer, and
 * every checksum given. Anything else raises a {@link PayloadException}, again at every later read.
 *
 * <p>Whoever stores what is read makes it visible only once {@link #verified()} is true. Not thread-safe.
 */
public final class VerifyingStream extends InputStream {
    private final InputStream wire;
    private final PayloadDecoder decoder;
    private final Payload payload;
    private final Map<Checksum, Checksum.Running> running = new EnumMap<>(Checksum.class);
    private final Map<Checksum, String> verifiedChecksums = new EnumMap<>(Checksum.class);
    private @Nullable IOException failure;
    private long count;
    private boolean verified;

    VerifyingStream(InputStream wire, PayloadDecoder decoder, Payload payload) {
        this.wire = wire;
        this.decoder = decoder;
        this.payload = payload;
        payload.checksums().keySet().forEach(checksum -> running.put(checksum, checksum.start()));
        payload.trailer().forEach(checksum -> running.computeIfAbsent(checksum, Checksum::start));
    }

    /** Returns whether the body was read to its end and everything that was promised of it held. */
    public boolean verified() {
        return verified;
    }

    /** Returns how many bytes of the body were read. */
    public long count() {
        return count;
    }

    /**
     * Returns the checksums that were given and held, in base64 by lower-case header name; complete once
     * {@link #verified()} is true, empty before.
     */
    public Map<String, String> checksums() {
        return verifiedChecksums.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().header(), Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads verified bytes.
     *
     * @throws PayloadException if the body is not what was signed
     * @throws IOException if the connection failed
     */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (verified) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        try {
            int taken = decoder.read(into, offset, length);
            if (taken < 0) {
                finish();
                return -1;
            }
            count += taken;
            if (count > payload.length().orElse(payload.maxBodyBytes())) {
                throw PayloadException.malformed(payload.length().isPresent() ? "payload.length" : "payload.too-large");
            }
            running.values().forEach(checksum -> checksum.update(into, offset, taken));
            return taken;
        } catch (IOException e) {
            failure = e; // a stream that failed once never ends well
            throw e;
        }
    }

    private void finish() throws PayloadException {
        if (payload.length().isPresent() && count != payload.length().getAsLong()) {
            throw PayloadException.malformed("payload.length");
        }
        for (Map.Entry<Checksum, Checksum.Running> entry : running.entrySet()) {
            Checksum checksum = entry.getKey();
            String value = Base64.getEncoder().encodeToString(entry.getValue().value());
            requireSame(value, payload.checksums().get(checksum));
            requireSame(value, decoder.trailer().get(checksum));
            verifiedChecksums.put(checksum, value);
        }
        verified = true;
    }

    private static void requireSame(String value, @Nullable String given) throws PayloadException {
        if (given != null && !Hashes.same(value, given)) {
            throw PayloadException.malformed("payload.checksum");
        }
    }

    /** Closes the connection's stream. What was read before the verified end is worth nothing. */
    @Override
    public void close() throws IOException {
        wire.close();
    }
}
