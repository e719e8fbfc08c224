package dev.gatehouse.credentials.signature;

import dev.gatehouse.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body as it is, with its SHA-256 compared at the end where the signature covers it. Not thread-safe. */
final class PlainDecoder implements PayloadDecoder {
    private final InputStream in;
    private final @Nullable MessageDigest digest;
    private final String expected;
    private final boolean mustBeEmpty;

    PlainDecoder(InputStream in, Payload payload) {
        this.in = in;
        this.digest = payload.mode() == PayloadMode.DIGEST ? Hashes.digest("SHA-256") : null;
        this.expected = payload.signedHash();
        this.mustBeEmpty = payload.mustBeEmpty();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            if (mustBeEmpty) {
                throw new PayloadException(ErrorCode.ACCESS_DENIED, "payload.unsigned");
            }
            if (digest != null) {
                digest.update(into, offset, count);
            }
        } else if (count < 0 && digest != null && !Hashes.same(Hashes.hex(digest.digest()), expected)) {
            throw PayloadException.forged("payload.digest");
        }
        return count;
    }

    @Override
    public Map<Checksum, String> trailer() {
        return Map.of();
    }
}
