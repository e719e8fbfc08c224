package dev.gatehouse;

/** Where a listing goes on. Opaque: only the store or service that made it can read it. */
public record Cursor(String value) {
    /** The longest cursor accepted, in characters. */
    public static final int MAX_LENGTH = 2_048;

    public Cursor {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("cursor must have 1 to 2,048 characters");
        }
    }
}
