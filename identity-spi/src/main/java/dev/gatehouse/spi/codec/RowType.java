package dev.gatehouse.spi.codec;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.RowKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One store as an engine sees it. The constants are in {@link RowTypes}. Immutable and thread-safe.
 *
 * @param <K> the key
 * @param <V> the value
 */
public final class RowType<K extends RowKey, V> {
    /** The longest key, all parts together, in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 2_560;

    /** The longest value, in characters of JSON. */
    public static final int MAX_BODY_CHARS = 1_048_576;

    private final String name;
    private final int format;
    private final List<String> keyNames;
    private final boolean expiring;
    private final Function<K, List<String>> keyParts;
    private final Function<List<String>, K> keyReader;
    private final Function<V, Optional<Instant>> expiry;
    private final BiConsumer<V, JsonBody> writer;
    private final Function<JsonMembers, V> reader;

    RowType(
            String name,
            int format,
            List<String> keyNames,
            boolean expiring,
            Function<K, List<String>> keyParts,
            Function<List<String>, K> keyReader,
            Function<V, Optional<Instant>> expiry,
            BiConsumer<V, JsonBody> writer,
            Function<JsonMembers, V> reader) {
        this.name = name;
        this.format = format;
        this.keyNames = List.copyOf(keyNames);
        this.expiring = expiring;
        this.keyParts = keyParts;
        this.keyReader = keyReader;
        this.expiry = expiry;
        this.writer = writer;
        this.reader = reader;
    }

    /** Returns the name of the store: lower-case letters and underscores, at most 20. */
    public String name() {
        return name;
    }

    /** Returns the format that {@link #encode} writes, counted from 1. */
    public int format() {
        return format;
    }

    /** Returns the names of the key's parts, {@code pool} first: lower-case letters and underscores. */
    public List<String> keyNames() {
        return keyNames;
    }

    /** Returns whether rows of this store may be swept at all. */
    public boolean expiring() {
        return expiring;
    }

    /**
     * Returns the texts of a key, one for each of {@link #keyNames}.
     *
     * @throws IllegalArgumentException if the key is longer than {@link #MAX_KEY_BYTES} or not well-formed UTF-16
     */
    public List<String> keyOf(K key) {
        List<String> parts = keyParts.apply(key).stream().map(KeyText::escape).toList();
        int bytes = 0;
        for (String part : parts) {
            bytes += part.getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MAX_KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + name + " is longer than " + MAX_KEY_BYTES + " bytes");
        }
        return parts;
    }

    /**
     * Returns the key that {@link #keyOf} made these texts of.
     *
     * @throws IllegalArgumentException if there is no such key; the texts may come from outside
     */
    public K keyFrom(List<String> texts) {
        if (texts.size() != keyNames.size()) {
            throw new IllegalArgumentException("a key of " + name + " has " + keyNames.size() + " parts");
        }
        K key = read(texts.stream().map(KeyText::unescape).toList());
        if (!keyOf(key).equals(texts)) {
            throw new IllegalArgumentException("a key of " + name + " is not in its one form");
        }
        return key;
    }

    @SuppressWarnings("UnusedException") // its message may quote the text, which may come from outside
    private K read(List<String> parts) {
        try {
            return keyReader.apply(parts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key of " + name + " has a part out of its range");
        }
    }

    /** Returns when a row with this value may be swept; always empty if the store is not {@link #expiring}. */
    public Optional<Instant> expiry(V value) {
        return expiring ? expiry.apply(value) : Optional.empty();
    }

    /**
     * Returns the JSON of a value: equal values have equal texts.
     *
     * @throws IllegalArgumentException if it is longer than {@link #MAX_BODY_CHARS} or a text is not well-formed
     *     UTF-16
     */
    public String encode(V value) {
        JsonBody body = new JsonBody();
        writer.accept(value, body);
        String text = Json.write(body.members());
        if (text.length() > MAX_BODY_CHARS) {
            throw new IllegalArgumentException(
                    "a value of " + name + " is longer than " + MAX_BODY_CHARS + " characters");
        }
        return text;
    }

    /**
     * Returns the value of a JSON text of this or a newer format.
     *
     * @throws StoreException if it is not one; names the member, never its content
     */
    public V decode(String json) {
        try {
            return reader.apply(new JsonMembers(name, Json.parseObject(json, MAX_BODY_CHARS)));
        } catch (JsonException e) {
            throw new StoreException("a row of " + name + " is not readable", e);
        } catch (IllegalArgumentException e) {
            throw new StoreException("a row of " + name + " has a member out of its range", e);
        }
    }

    @Override
    public String toString() {
        return "RowType[" + name + ", format " + format + "]";
    }
}
