package dev.gatehouse.internal.json;

/** The text is not JSON as RFC 8259 defines it, or breaks a limit. Names the rule and the place, never the text. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final int position;

    JsonException(String rule, int position) {
        super("json." + rule + " at " + position);
        this.rule = rule;
        this.position = position;
    }

    /** Returns the broken rule, such as {@code duplicate-name}. */
    public String rule() {
        return rule;
    }

    /** Returns the offset in characters, counted from 0. */
    public int position() {
        return position;
    }
}
