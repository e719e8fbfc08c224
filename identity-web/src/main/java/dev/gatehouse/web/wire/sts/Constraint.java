package dev.gatehouse.web.wire.sts;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the reference's model says of a text: its length in UTF-16 units, and its characters. */
enum Constraint {
    ARN(
            20,
            2_048,
            "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]+"),
    SESSION_NAME(2, 64, "[\\w+=,.@-]*"),
    SESSION_POLICY(1, 2_048, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
    /** Not bounded by the reference, but by the library. */
    POLICY(1, 2_048, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
    EXTERNAL_ID(2, 1_224, "[\\w+=,.@:\\/-]*"),
    SOURCE_IDENTITY(2, 64, "[\\w+=,.@-]*"),
    WEB_IDENTITY_TOKEN(4, 20_000, "(?s).*"),
    URL(4, 2_048, "(?s).*"),
    TAG_KEY(1, 128, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
    TAG_VALUE(0, 256, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final int least;
    private final int most;
    private final Pattern characters;

    Constraint(int least, int most, String characters) {
        this.least = least;
        this.most = most;
        this.characters = Pattern.compile(characters);
    }

    /** Returns what is wrong, in the reference's words; never the value. */
    Optional<String> fault(String value) {
        if (value.length() < least) {
            return Optional.of("Member must have length greater than or equal to " + least);
        }
        if (value.length() > most) {
            return Optional.of("Member must have length less than or equal to " + most);
        }
        return characters.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("Member must satisfy regular expression pattern: " + characters.pattern());
    }
}
