package dev.gatehouse.spi.internal.page;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.seal.PoolSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes and reads page tokens: a position behind a MAC under the pool's secret, bound to the operation and its filter,
 * so that no token of another pool, listing or filter is ever taken. Thread-safe.
 */
public final class PageTokens {
    private static final int MAC_LENGTH = 16;

    private final PoolSecret secret;

    public PageTokens(PoolSecret secret) {
        this.secret = secret;
    }

    /**
     * Returns the token for a position.
     *
     * @param operation which listing
     * @param filter what it was asked to show
     */
    public Cursor token(String operation, String filter, String position) {
        byte[] mac = mac(operation, filter, position);
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(mac, MAC_LENGTH + text.length);
        System.arraycopy(text, 0, token, MAC_LENGTH, text.length);
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /** Returns the position of a token, or {@code INVALID_PARAMETER} if this listing never gave it. */
    public Outcome<String> position(String operation, String filter, Cursor token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.value());
        } catch (IllegalArgumentException e) {
            return refused();
        }
        if (bytes.length < MAC_LENGTH) {
            return refused();
        }
        String position = new String(bytes, MAC_LENGTH, bytes.length - MAC_LENGTH, StandardCharsets.UTF_8);
        byte[] expected = mac(operation, filter, position);
        return MessageDigest.isEqual(expected, Arrays.copyOf(bytes, MAC_LENGTH))
                ? Outcome.success(position)
                : refused();
    }

    private byte[] mac(String operation, String filter, String position) {
        return Arrays.copyOf(secret.mac("page", operation, filter, position), MAC_LENGTH);
    }

    private static Outcome<String> refused() {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "page.token"));
    }
}
