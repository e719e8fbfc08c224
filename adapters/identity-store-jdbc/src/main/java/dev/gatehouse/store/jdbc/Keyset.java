package dev.gatehouse.store.jdbc;

import dev.gatehouse.Cursor;
import java.util.List;

/**
 * Cursors: the listing's name, what it is bound to, and the key of the last row, separated by U+001F, which no part
 * has. A cursor is only ever split, compared and bound as parameters.
 */
final class Keyset {
    private static final String SEPARATOR = "\u001f";

    private Keyset() {}

    static Cursor cursor(String listing, List<String> key) {
        return new Cursor("1" + SEPARATOR + listing + SEPARATOR + String.join(SEPARATOR, key));
    }

    /**
     * Returns the key of a cursor.
     *
     * @param bound the parts that the key must begin with
     * @param size how many parts it has
     * @throws IllegalArgumentException if the cursor is of another listing or none at all
     */
    static List<String> key(Cursor cursor, String listing, List<String> bound, int size) {
        String[] parts = cursor.value().split(SEPARATOR, -1);
        boolean ours = parts.length == size + 2 && parts[0].equals("1") && parts[1].equals(listing);
        if (!ours || !List.of(parts).subList(2, 2 + bound.size()).equals(bound)) {
            throw foreign();
        }
        return List.of(parts).subList(2, parts.length);
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
