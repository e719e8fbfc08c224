package dev.gatehouse.userpool.signin;

/** The sealed state of a sign-in between two steps, at most 2,048 characters. Never printed. */
public final class SignInSession {
    /** The longest session, in characters. */
    public static final int MAX_LENGTH = 2_048;

    private final String value;

    private SignInSession(String value) {
        this.value = value;
    }

    /** Returns the session that a client handed back. Whether it is genuine shows when it is used. */
    public static SignInSession of(String value) {
        return new SignInSession(value);
    }

    /** Returns the text to hand to the client. Keep it out of logs. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "SignInSession[redacted]";
    }
}
