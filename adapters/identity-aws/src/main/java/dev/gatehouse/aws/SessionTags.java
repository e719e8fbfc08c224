package dev.gatehouse.aws;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Session tags as an OpenID token carries them to an STS ("Passing session tags in AWS STS", AWS IAM User Guide): the
 * claim {@value #CLAIM} with {@code principal_tags}, each a list of one value, and {@code transitive_tag_keys}; and the
 * source identity in the claim {@value #SOURCE_IDENTITY}.
 */
public final class SessionTags {
    /** The name of the claim of tags. */
    public static final String CLAIM = "https://aws.amazon.com/tags";

    /** The name of the claim whose text is the source identity. */
    public static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

    static final String PRINCIPAL_TAGS = "principal_tags";
    static final String TRANSITIVE = "transitive_tag_keys";

    private SessionTags() {}

    /** Returns the value of the claim for these tags, ready for a token's claims. None of the tags is transitive. */
    public static Map<String, Object> claim(Map<String, String> tags) {
        return claim(tags, List.of());
    }

    /**
     * Returns the value of the claim for these tags, ready for a token's claims.
     *
     * @param transitive the names of those tags that a session made from this one inherits
     */
    public static Map<String, Object> claim(Map<String, String> tags, Collection<String> transitive) {
        Map<String, Object> claim = new TreeMap<>();
        claim.put(
                PRINCIPAL_TAGS,
                tags.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, tag -> List.of(tag.getValue()), (one, other) -> one, TreeMap::new)));
        if (!transitive.isEmpty()) {
            claim.put(TRANSITIVE, List.copyOf(new TreeSet<>(transitive)));
        }
        return claim;
    }
}
