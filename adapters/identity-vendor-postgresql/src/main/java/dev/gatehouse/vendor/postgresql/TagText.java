package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Principal tags as the one text that goes to the server: a JSON object in the order of its names. */
final class TagText {
    private static final int MOST_CHARS = 8_192;

    private TagText() {}

    /** Returns the text, or empty if it is too long or holds what PostgreSQL's texts cannot. */
    static Optional<String> of(Map<String, String> tags) {
        if (!tags.keySet().stream().allMatch(TagText::isStorable)
                || !tags.values().stream().allMatch(TagText::isStorable)) {
            return Optional.empty();
        }
        String text = Json.write(new TreeMap<>(tags));
        return text.length() <= MOST_CHARS ? Optional.of(text) : Optional.empty();
    }

    /** Neither a zero nor half of a pair of surrogates. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0
                && new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }
}
