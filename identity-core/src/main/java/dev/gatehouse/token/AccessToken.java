package dev.gatehouse.token;

import org.jspecify.annotations.Nullable;

/** An access token in its compact form, as signed: it lets its bearer act for the user, so it is never printed. Immutable. */
public final class AccessToken {
    private final String compact;

    AccessToken(String compact) {
        this.compact = compact;
    }

    /** Returns the token that a client presented. Whether it is genuine shows when it is verified. */
    public static AccessToken of(String compact) {
        return new AccessToken(compact);
    }

    /** Returns the compact form to hand to the client. Keep it out of logs. */
    public String value() {
        return compact;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessToken that && compact.equals(that.compact);
    }

    @Override
    public int hashCode() {
        return compact.hashCode();
    }

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
