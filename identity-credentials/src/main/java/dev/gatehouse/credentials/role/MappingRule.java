package dev.gatehouse.credentials.role;

import dev.gatehouse.RoleName;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A rule of a {@link RoleMapping}: logins whose claim is so get this role. Texts are compared exactly. A claim that is a
 * number or a truth value counts as its text; a list counts by its elements.
 *
 * @param claim the claim's name, 1 to 64 characters, none of them white space or control
 * @param match how the claim is compared
 * @param value with what, 1 to 128 characters
 * @param role the role
 */
public record MappingRule(String claim, Match match, String value, RoleName role) {
    private static final Pattern CLAIM = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,64}");
    private static final int MAX_VALUE = 128;

    /** How a claim is compared; the reference service's {@code MappingRuleMatchType}. */
    public enum Match {
        /** The claim, or an element of it, is the value. */
        EQUALS,
        /** The claim, or an element of it, starts with the value. */
        STARTS_WITH,
        /** The value is a part of the claim; of a list, an element of it. */
        CONTAINS,
        /** The claim is there and is not the value, nor is an element of it. */
        NOT_EQUAL
    }

    public MappingRule {
        if (!CLAIM.matcher(claim).matches()) {
            throw new IllegalArgumentException("a claim's name has 1 to 64 visible characters");
        }
        if (value.isEmpty() || value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("a rule's value has 1 to 128 characters");
        }
    }

    /** Returns whether the claims of a verified login match; never where the claim is absent. */
    public boolean matches(Map<String, Object> claims) {
        Object given = claims.get(claim);
        if (given instanceof List<?> many) {
            return !many.isEmpty()
                    && matchesElements(many.stream().map(String::valueOf).toList());
        }
        if (given instanceof String || given instanceof Number || given instanceof Boolean) {
            String text = given.toString();
            return switch (match) {
                case EQUALS -> text.equals(value);
                case STARTS_WITH -> text.startsWith(value);
                case CONTAINS -> text.contains(value);
                case NOT_EQUAL -> !text.equals(value);
            };
        }
        return false;
    }

    private boolean matchesElements(List<String> elements) {
        return switch (match) {
            case EQUALS, CONTAINS -> elements.contains(value);
            case STARTS_WITH -> elements.stream().anyMatch(element -> element.startsWith(value));
            case NOT_EQUAL -> !elements.contains(value);
        };
    }
}
