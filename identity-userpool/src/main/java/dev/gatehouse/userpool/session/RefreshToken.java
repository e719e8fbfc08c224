package dev.gatehouse.userpool.session;

import org.jspecify.annotations.Nullable;

/** A refresh token as handed to a client: opaque, at most 512 characters of Base64url. Never printed. */
public final class RefreshToken {
    /** The longest refresh token, in characters. */
    public static final int MAX_LENGTH = 512;

    private final String value;

    private RefreshToken(String value) {
        this.value = value;
    }

    /** Returns the token that a client presented. Whether it is genuine shows when it is used. */
    public static RefreshToken of(String value) {
        return new RefreshToken(value);
    }

    /** Returns the text to hand to the client. Keep it out of logs. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RefreshToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "RefreshToken[redacted]";
    }
}
