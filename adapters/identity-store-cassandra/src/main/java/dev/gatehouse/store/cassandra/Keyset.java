package dev.gatehouse.store.cassandra;

import dev.gatehouse.Cursor;
import java.util.List;

/**
 * Cursors and joined keys: parts separated by U+001F, which no part has. A cursor is the listing's name and the key of
 * the last row; it is only ever split, compared and bound as parameters.
 */
final class Keyset {
    private static final String SEPARATOR = "\u001f";

    private Keyset() {}

    static Cursor cursor(String listing, List<String> key) {
        return new Cursor("1" + SEPARATOR + listing + SEPARATOR + join(key));
    }

    /**
     * Returns the key of a cursor.
     *
     * @param bound the parts that the key must begin with
     * @param size how many parts it has
     * @throws IllegalArgumentException if the cursor is of another listing or none at all
     */
    static List<String> key(Cursor cursor, String listing, List<String> bound, int size) {
        List<String> parts = split(cursor.value());
        boolean ours = parts.size() == size + 2
                && parts.get(0).equals("1")
                && parts.get(1).equals(listing);
        if (!ours || !parts.subList(2, 2 + bound.size()).equals(bound)) {
            throw foreign();
        }
        return parts.subList(2, parts.size());
    }

    static String join(List<String> parts) {
        return String.join(SEPARATOR, parts);
    }

    static List<String> split(String text) {
        return List.of(text.split(SEPARATOR, -1));
    }

    static IllegalArgumentException foreign() {
        return new IllegalArgumentException("the cursor is not of this listing");
    }

    static int requireLimit(int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("a limit is 1 to 1,000");
        }
        return limit;
    }
}
