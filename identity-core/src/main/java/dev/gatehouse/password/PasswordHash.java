package dev.gatehouse.password;

import org.jspecify.annotations.Nullable;

/**
 * A password hash in PHC string format or, for imports, in modular crypt format. Never printed: a hash is a secret
 * that an attacker can test guesses against.
 */
public final class PasswordHash {
    /** The longest encoded hash accepted, in characters. */
    public static final int MAX_LENGTH = 512;

    private final String encoded;

    private PasswordHash(String encoded) {
        this.encoded = encoded;
    }

    /**
     * Returns the hash that {@code encoded} spells. The parameters are judged when the hash is used.
     *
     * @throws IllegalArgumentException if it is empty, over {@link #MAX_LENGTH} characters, or not printable ASCII
     */
    public static PasswordHash of(String encoded) {
        if (encoded.isEmpty()
                || encoded.length() > MAX_LENGTH
                || !encoded.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("a password hash has 1 to 512 printable ASCII characters");
        }
        return new PasswordHash(encoded);
    }

    /** Returns the text to store. Keep it out of logs. */
    public String encoded() {
        return encoded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PasswordHash that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
