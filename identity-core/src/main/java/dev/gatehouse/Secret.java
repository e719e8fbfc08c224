package dev.gatehouse;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A password, one-time code or shared key held in memory. It never prints its value, is compared in
 * constant time, and forgets the value when closed.
 */
public final class Secret implements AutoCloseable {
    private final char[] chars;
    private boolean closed;

    private Secret(char[] chars) {
        this.chars = chars;
    }

    /** Returns a secret holding a copy of {@code chars}. The caller keeps, and should wipe, its array. */
    public static Secret copyOf(char[] chars) {
        return new Secret(chars.clone());
    }

    /** Returns a secret for a value that the caller already holds as a string, such as a form field. */
    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /**
     * Returns what {@code action} returns for a copy of the characters, and wipes that copy.
     *
     * @throws IllegalStateException if this secret is closed
     */
    public <R extends @Nullable Object> R use(Function<char[], R> action) {
        char[] copy = open();
        try {
            return action.apply(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    /** Returns whether both secrets hold the same value, in time that does not depend on where they differ. */
    public boolean matches(Secret other) {
        return use(mine -> other.use(theirs -> MessageDigest.isEqual(bytes(mine), bytes(theirs))));
    }

    @Override
    public synchronized void close() {
        Arrays.fill(chars, '\0');
        closed = true;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }

    private synchronized char[] open() {
        if (closed) {
            throw new IllegalStateException("secret is closed");
        }
        return chars.clone();
    }

    private static byte[] bytes(char[] chars) {
        ByteBuffer bytes = ByteBuffer.allocate(chars.length * Character.BYTES);
        bytes.asCharBuffer().put(chars);
        return bytes.array();
    }
}
