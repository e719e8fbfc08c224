package dev.gatehouse.credentials.internal.policy;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The limits of session tags (IAM User Guide, "Pass session tags in AWS STS" and "IAM and STS quotas"). */
public final class SessionTags {
    /** How many tags a session has at most, inherited ones included. */
    public static final int MOST = 50;

    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private SessionTags() {}

    /**
     * Returns what is wrong with tags: {@code LIMIT_EXCEEDED} with {@code tags.count}, or {@code INVALID_PARAMETER}
     * with {@code tags.key}, {@code tags.value}, {@code tags.duplicate} (keys that differ only by case) or
     * {@code tags.transitive} (a transitive key that is no tag's).
     */
    public static Optional<Refusal> fault(Map<String, String> tags, Set<String> transitive) {
        if (tags.size() > MOST) {
            return Optional.of(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "tags.count"));
        }
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!isKey(tag.getKey())) {
                return invalid("tags.key");
            }
            if (!isValue(tag.getValue())) {
                return invalid("tags.value");
            }
            if (!seen.add(fold(tag.getKey()))) {
                return invalid("tags.duplicate");
            }
        }
        return tags.keySet().containsAll(transitive) ? Optional.empty() : invalid("tags.transitive");
    }

    /** Returns whether {@code text} can be the key of a tag: 1 to 128 characters, not of the reserved {@code aws:}. */
    public static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_KEY
                && CHARACTERS.matcher(text).matches()
                && !fold(text).startsWith("aws:");
    }

    /** Returns whether {@code text} can be the value of a tag: 0 to 256 characters. */
    public static boolean isValue(String text) {
        return text.length() <= MAX_VALUE && CHARACTERS.matcher(text).matches();
    }

    /** Returns whether two keys are one key: case does not tell tags apart. */
    public static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    private static String fold(String key) {
        return key.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static Optional<Refusal> invalid(String rule) {
        return Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
