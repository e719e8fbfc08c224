package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter of {@code ListUsers}: {@code attribute = "value"}. In the value a quotation mark and a backslash stand behind
 * a backslash. Whatever no index answers is refused, never answered by reading the whole pool.
 *
 * @param attribute one that is indexed, or one of the two states
 * @param value what it must be equal to
 */
record UserFilter(Attribute attribute, String value) {
    private static final Pattern FORM =
            Pattern.compile(" *([^\\s=^\"]{1,64}) *(\\^?=) *\"((?:[^\"\\\\]|\\\\[\"\\\\])*+)\" *");
    private static final Set<String> NOT_INDEXED = Set.of("name", "given_name", "family_name");

    /** What can be asked for. */
    enum Attribute {
        USERNAME("username"),
        SUB("sub"),
        EMAIL("email"),
        PHONE_NUMBER("phone_number"),
        PREFERRED_USERNAME("preferred_username"),
        USER_STATUS("cognito:user_status"),
        STATUS("status");

        private final String wire;

        Attribute(String wire) {
            this.wire = wire;
        }
    }

    /**
     * Reads a filter of at most 256 characters, as the model has it.
     *
     * @return the filter, or {@code INVALID_PARAMETER}: {@code filter.syntax}; {@code filter.attribute} for one that
     *     the reference does not search either; {@code filter.not-indexed}
     */
    static Outcome<UserFilter> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return refused("filter.syntax");
        }
        String name = form.group(1);
        String value = form.group(3).replaceAll("\\\\(.)", "$1");
        for (Attribute attribute : Attribute.values()) {
            if (attribute.wire.equals(name)) {
                return form.group(2).equals("=")
                        ? Outcome.success(new UserFilter(attribute, value))
                        : refused("filter.not-indexed");
            }
        }
        return refused(NOT_INDEXED.contains(name) ? "filter.not-indexed" : "filter.attribute");
    }

    static <T> Outcome<T> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }

    @Override
    public String toString() {
        return "UserFilter[" + attribute.wire + "]";
    }
}
