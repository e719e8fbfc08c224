package dev.gatehouse;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The caller's name for one write: random, 128 bits, stored in the row as its version. Repeating a write under
 * the same id has no second effect, so a caller that lost the answer asks again instead of guessing.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record WriteId(String value) {
    public WriteId {
        Identifiers.WRITE.require(value, "write id");
    }

    /** Returns a fresh id. */
    public static WriteId random(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new WriteId(HexFormat.of().formatHex(bytes));
    }

    // By hand for the same reason as those of ClientId.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WriteId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
