package dev.gatehouse.credentials.signature;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a body is tied to its request's signature. New modes may be added. */
public enum PayloadMode {
    /** The signature covers the SHA-256 of the whole body. */
    DIGEST(""),
    /** The body is not covered. */
    UNSIGNED("UNSIGNED-PAYLOAD"),
    /** The body comes in chunks with a trailer, neither covered. */
    UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
    /** Every chunk is signed, each in a chain from the request's signature. */
    SIGNED_CHUNKS("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
    /** Every chunk and the trailer are signed. */
    SIGNED_CHUNKS_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final String wireName;

    PayloadMode(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the mode that a value of {@code x-amz-content-sha256} names, or null if none. */
    static @Nullable PayloadMode of(String value) {
        if (SHA256.matcher(value).matches()) {
            return DIGEST;
        }
        for (PayloadMode mode : values()) {
            if (mode != DIGEST && mode.wireName.equals(value)) {
                return mode;
            }
        }
        return null;
    }

    /** Returns the value of {@code x-amz-content-sha256}; empty for a digest. */
    String wireName() {
        return wireName;
    }

    boolean chunked() {
        return this == UNSIGNED_TRAILER || this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_TRAILER;
    }

    boolean trailer() {
        return this == UNSIGNED_TRAILER || this == SIGNED_CHUNKS_TRAILER;
    }

    boolean covered() {
        return this != UNSIGNED && this != UNSIGNED_TRAILER;
    }
}
