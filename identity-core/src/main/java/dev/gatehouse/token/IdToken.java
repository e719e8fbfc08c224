package dev.gatehouse.token;

import org.jspecify.annotations.Nullable;

/** An ID token in its compact form, as signed: it tells a client who signed in, so it is never printed. Immutable. */
public final class IdToken {
    private final String compact;

    IdToken(String compact) {
        this.compact = compact;
    }

    /** Returns the compact form to hand to the client. Keep it out of logs. */
    public String value() {
        return compact;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdToken that && compact.equals(that.compact);
    }

    @Override
    public int hashCode() {
        return compact.hashCode();
    }

    @Override
    public String toString() {
        return "IdToken[redacted]";
    }
}
