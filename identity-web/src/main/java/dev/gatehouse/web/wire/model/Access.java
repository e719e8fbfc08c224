package dev.gatehouse.web.wire.model;

/** Who may call an operation. */
public enum Access {
    /** Anybody; the input itself proves what is to be proved, if anything. */
    PUBLIC("public"),
    /** The bearer of an access token, which is a member of the input. */
    ACCESS_TOKEN("access-token"),
    /** Whoever signs the request, and whose policies allow it. */
    SIGNED("signed");

    private final String text;

    Access(String text) {
        this.text = text;
    }

    /** Returns the word that pages use. */
    public String text() {
        return text;
    }

    static Access of(String text) {
        for (Access access : values()) {
            if (access.text.equals(text)) {
                return access;
            }
        }
        throw new IllegalStateException("no access " + text);
    }
}
