package dev.gatehouse.store.memory;

import dev.gatehouse.Cursor;
import dev.gatehouse.PoolId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Where a key stands among the keys of its store: by pool, then by its other parts. A prefix stands before all that begin with it. */
record Place(List<String> parts) implements Comparable<Place> {
    /** The longest key, in characters beside the pool: its cursor just fits. */
    static final int MAX_LENGTH = 700;

    /** Returns the place before every key of {@code pool} that begins with {@code prefix}. */
    static Place of(PoolId pool, List<String> prefix) {
        List<String> parts = new ArrayList<>(prefix.size() + 1);
        parts.add(pool.value());
        parts.addAll(prefix);
        return new Place(parts);
    }

    /** Returns the place of a key. */
    static Place ofKey(PoolId pool, List<String> rest) {
        int length = 0;
        for (String part : rest) {
            length += part.length() + 1;
        }
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("a key has at most " + MAX_LENGTH + " characters beside its pool");
        }
        return of(pool, rest);
    }

    boolean beginsWith(Place prefix) {
        return parts.size() >= prefix.parts.size()
                && parts.subList(0, prefix.parts.size()).equals(prefix.parts);
    }

    /** Returns a cursor that holds all parts but the pool: each one's length as a character, then its characters. */
    Cursor cursor() {
        StringBuilder text = new StringBuilder();
        for (String part : parts.subList(1, parts.size())) {
            text.append((char) part.length()).append(part);
        }
        byte[] bytes = new byte[2 * text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Returns the place that a cursor names within a pool.
     *
     * @throws IllegalArgumentException if no store of this package made it
     */
    static Place at(PoolId pool, Cursor cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor.value().getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            text.append((char) ((bytes[i] << 8) | (bytes[i + 1] & 0xff)));
        }
        List<String> rest = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at + 1 + text.charAt(at);
            if (end > text.length()) {
                throw new IllegalArgumentException("not a cursor of this store");
            }
            rest.add(text.substring(at + 1, end));
            at = end;
        }
        return of(pool, rest);
    }

    @Override
    public int compareTo(Place that) {
        int common = Math.min(parts.size(), that.parts.size());
        for (int i = 0; i < common; i++) {
            int order = parts.get(i).compareTo(that.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), that.parts.size());
    }
}
