package dev.gatehouse.aws;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Session tags as an OpenID token carries them to an STS ("Passing session tags in AWS STS", AWS IAM User Guide): the
 * claim {@value #CLAIM} with {@code principal_tags}, each a list of one value.
 */
public final class SessionTags {
    /** The name of the claim. */
    public static final String CLAIM = "https://aws.amazon.com/tags";

    private static final String PRINCIPAL_TAGS = "principal_tags";
    private static final int MAX_TOKEN = 20_000;

    private SessionTags() {}

    /** Returns the value of the claim for these tags, ready for a token's claims. None of the tags is transitive. */
    public static Map<String, Object> claim(Map<String, String> tags) {
        return Map.of(
                PRINCIPAL_TAGS,
                tags.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, tag -> List.of(tag.getValue()), (one, other) -> one, TreeMap::new)));
    }

    /** Returns the tags that a token carries, or empty if they cannot be read. The signature is the STS's to check. */
    static Optional<Map<String, String>> of(byte[] token) {
        String text = new String(token, java.nio.charset.StandardCharsets.US_ASCII);
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Map<String, @Nullable Object> claims =
                    Json.parseObject(Base64.getUrlDecoder().decode(parts[1]), MAX_TOKEN);
            Object claim = claims.get(CLAIM);
            return claim == null ? Optional.of(Map.of()) : principalTags(claim);
        } catch (IllegalArgumentException | JsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> principalTags(Object claim) {
        if (!(claim instanceof Map<?, ?> members) || !(members.get(PRINCIPAL_TAGS) instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        Map<String, String> tags = new TreeMap<>();
        for (Map.Entry<?, ?> tag : given.entrySet()) {
            if (!(tag.getKey() instanceof String name)
                    || !(tag.getValue() instanceof List<?> values)
                    || values.size() != 1
                    || !(values.get(0) instanceof String value)) {
                return Optional.empty();
            }
            tags.put(name, value);
        }
        return Optional.of(tags);
    }
}
