package dev.gatehouse.credentials.internal.identity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes ids of identities and pools: a region, a colon and a random UUID (RFC 9562 §5.4). */
public final class RandomIds {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-]{1,64}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHARED = ":01234567-89ab".length();

    private RandomIds() {}

    /**
     * Returns a new identity's id in a pool. Its UUID begins with the first 48 bits of the pool's, so that the pool can be
     * found by the identity; 74 random bits are left. A pool whose id is no UUID shares only its region.
     */
    public static String inPool(String pool, SecureRandom random) {
        int colon = pool.indexOf(':');
        String fresh = in(colon < 0 ? "local" : pool.substring(0, colon), random);
        return shared(pool)
                .map(prefix -> prefix + fresh.substring(prefix.length()))
                .orElse(fresh);
    }

    /** Returns what the ids of a pool and its identities begin with; empty if an id is not of this form. */
    public static Optional<String> shared(String id) {
        return FORM.matcher(id).matches() ? Optional.of(id.substring(0, id.indexOf(':') + SHARED)) : Optional.empty();
    }

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
