package dev.gatehouse.credentials.internal.identity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids of identities and pools: a region, a colon and a random UUID (RFC 9562 §5.4). */
public final class RandomIds {
    private RandomIds() {}

    /** Returns a new id. */
    public static String in(String region, SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return region + ":" + new UUID(buffer.getLong(), buffer.getLong());
    }
}
