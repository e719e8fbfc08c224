package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.internal.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Principal tags as the one text that goes to the server: a JSON object in the order of its names. */
final class TagText {
    private static final int MOST_CHARS = 8_192;

    private TagText() {}

    /** Returns the text, or empty if it is too long or holds what PostgreSQL's texts cannot. */
    static Optional<String> of(Map<String, String> tags) {
        boolean storable = tags.entrySet().stream()
                .allMatch(tag -> tag.getKey().indexOf('\0') < 0 && tag.getValue().indexOf('\0') < 0);
        String text = Json.write(new TreeMap<>(tags));
        return storable && text.length() <= MOST_CHARS ? Optional.of(text) : Optional.empty();
    }
}
