package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;
import java.util.regex.Pattern;

/**
 * The key of a setting.
 *
 * @param pool the pool that it belongs to; what belongs to no pool, such as the list of pools, is kept under an
 *     identifier that its reader reserves
 * @param kind what it configures, such as {@code identity-pool} or {@code client}: a lower-case letter, then at most
 *     31 lower-case letters, digits and hyphens
 * @param name which one, unique in its pool and kind: 1 to 512 characters
 */
public record SettingKey(PoolId pool, String kind, String name) implements RowKey {
    /** The longest name, in characters. */
    public static final int MAX_NAME = 512;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException if kind or name is outside its range */
    public SettingKey {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "a kind of setting is a lower-case letter, then letters, digits, hyphens");
        }
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a setting's name has 1 to " + MAX_NAME + " characters");
        }
    }
}
