package dev.gatehouse.token;

import org.jspecify.annotations.Nullable;

/**
 * A {@link JwkSource} that has no keys yet cannot get them: an outage of whoever publishes them, not a fault of the token
 * that needed one. Nothing was decided; the same token may be shown again. The cause, where there is one, is what the
 * last fetch failed with.
 */
public final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Returns an exception; the message names the source, never a token. */
    public KeysUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
