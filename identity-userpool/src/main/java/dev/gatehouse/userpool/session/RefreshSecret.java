package dev.gatehouse.userpool.session;

import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.FamilyKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a refresh token says: format, generation, family, user, and an HMAC over all of it and the pool under the
 * family's key. Text is Base64url without padding, and only the one text that encoding gives is accepted.
 */
final class RefreshSecret {
    private static final byte FORMAT = 1;
    private static final int MAC_LENGTH = 32;

    private final UserId user;
    private final FamilyId family;
    private final long generation;
    private final byte[] mac;

    private RefreshSecret(UserId user, FamilyId family, long generation, byte[] mac) {
        this.user = user;
        this.family = family;
        this.generation = generation;
        this.mac = mac;
    }

    UserId user() {
        return user;
    }

    FamilyId family() {
        return family;
    }

    long generation() {
        return generation;
    }

    static RefreshToken token(FamilyKey key, long generation, byte[] familyKey) {
        byte[] body = body(key.user(), key.family(), generation);
        byte[] all = ByteBuffer.allocate(body.length + MAC_LENGTH)
                .put(body)
                .put(mac(familyKey, key.pool(), body))
                .array();
        return RefreshToken.of(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    }

    /** Returns what the token says, or empty if no token ever looked like that. Proves nothing yet. */
    static Optional<RefreshSecret> parse(RefreshToken token) {
        String text = token.value();
        if (text.isEmpty() || text.length() > RefreshToken.MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(text)) {
            return Optional.empty();
        }
        return read(all);
    }

    private static Optional<RefreshSecret> read(byte[] all) {
        ByteBuffer in = ByteBuffer.wrap(all);
        if (in.remaining() < 1 + 8 + 2 + MAC_LENGTH || in.get() != FORMAT) {
            return Optional.empty();
        }
        long generation = in.getLong();
        Optional<String> user = text(in);
        Optional<String> family = text(in);
        if (user.isEmpty() || family.isEmpty() || in.remaining() != MAC_LENGTH || generation < 1) {
            return Optional.empty();
        }
        byte[] mac = new byte[MAC_LENGTH];
        in.get(mac);
        try {
            return Optional.of(new RefreshSecret(new UserId(user.get()), new FamilyId(family.get()), generation, mac));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return Optional.empty();
        }
        int length = in.get() & 0xff;
        if (in.remaining() < length) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
    }

    boolean genuine(PoolId pool, byte[] familyKey) {
        return MessageDigest.isEqual(mac, mac(familyKey, pool, body(user, family, generation)));
    }

    private static byte[] body(UserId user, FamilyId family, long generation) {
        byte[] userBytes = user.value().getBytes(StandardCharsets.US_ASCII);
        byte[] familyBytes = family.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + 8 + 1 + userBytes.length + 1 + familyBytes.length)
                .put(FORMAT)
                .putLong(generation)
                .put((byte) userBytes.length)
                .put(userBytes)
                .put((byte) familyBytes.length)
                .put(familyBytes)
                .array();
    }

    private static byte[] mac(byte[] familyKey, PoolId pool, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(familyKey, "HmacSHA256"));
            mac.update(pool.value().getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshSecret[" + family + ", generation " + generation + "]";
    }
}
