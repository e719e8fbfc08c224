package dev.gatehouse;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The caller's name for one write: random, 128 bits, stored in the row as its version. Repeating a write under
 * the same id has no second effect, so a caller that lost the answer asks again instead of guessing.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record WriteId(String value) {
    public WriteId {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a write id has 32 lower-case hexadecimal digits");
        }
    }

    /** Returns a fresh id. */
    public static WriteId random(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new WriteId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
