package dev.gatehouse.web.object;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of an object beside its content.
 *
 * @param key its name in its bucket
 * @param size its length in bytes
 * @param modifiedAt when it was committed
 * @param etag 1 to 64 letters, digits and dashes, without quotes, that differ where contents differ: as S3 has it the
 *     hexadecimal MD5 of the content
 * @param headers what comes back with it, by lower-case name, such as {@code content-type} and {@code x-amz-meta-*}
 */
public record StoredObject(String key, long size, Instant modifiedAt, String etag, Map<String, String> headers) {
    /** Copies the map. */
    public StoredObject {
        headers = Map.copyOf(headers);
    }

    /** Tells size and tag only: keys are names of people's things. */
    @Override
    public String toString() {
        return "StoredObject[" + size + " bytes, " + etag + "]";
    }
}
