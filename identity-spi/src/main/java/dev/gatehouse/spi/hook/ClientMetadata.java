package dev.gatehouse.spi.hook;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends along with one call for the hooks of that call alone: the reference service's {@code
 * ClientMetadata}, and in the same form its {@code ValidationData}. It is never stored, logged or told to anybody else,
 * and nobody has proved it: a hook treats it as input. Immutable; prints nothing of what it holds.
 */
public final class ClientMetadata {
    /** The most entries. */
    public static final int MAX_ENTRIES = 1_000;

    /** The greatest length of all keys and values together, in characters: one entry at the reference's two limits. */
    public static final int MAX_LENGTH = 262_144;

    private static final ClientMetadata NONE = new ClientMetadata(Map.of());

    private final Map<String, String> values;

    private ClientMetadata(Map<String, String> values) {
        this.values = values;
    }

    /** Returns what a call has that sends nothing along. */
    public static ClientMetadata none() {
        return NONE;
    }

    /**
     * Returns metadata.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX_ENTRIES} entries, or all together have more
     *     than {@value #MAX_LENGTH} characters
     */
    public static ClientMetadata of(Map<String, String> values) {
        if (!fits(values)) {
            throw new IllegalArgumentException("client metadata is too large");
        }
        return new ClientMetadata(Map.copyOf(values));
    }

    /** Returns whether {@link #of} takes a map. */
    public static boolean fits(Map<String, String> values) {
        long length = 0;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            length += entry.getKey().length() + entry.getValue().length();
        }
        return values.size() <= MAX_ENTRIES && length <= MAX_LENGTH;
    }

    /** Returns every entry; unmodifiable. */
    public Map<String, String> values() {
        return values;
    }

    /** Returns the value of a key. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientMetadata that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "ClientMetadata[redacted]";
    }
}
