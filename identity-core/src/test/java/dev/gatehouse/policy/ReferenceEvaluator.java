package dev.gatehouse.policy;

import dev.gatehouse.policy.Decision.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The published rules in their plainest form, for the few shapes of statement that the properties make. */
final class ReferenceEvaluator {
    private static final String VARIABLE = "${aws:PrincipalTag/t}";
    private static final String KEY = "aws:principaltag/t";

    private ReferenceEvaluator() {}

    static Kind decide(List<Map<String, Object>> statements, AuthorizationRequest request) {
        Kind kind = Kind.IMPLICIT_DENY;
        for (Map<String, Object> statement : statements) {
            boolean deny = statement.containsValue("Deny");
            if (applies(statement, deny, request)) {
                if (deny) {
                    return Kind.EXPLICIT_DENY;
                }
                kind = Kind.ALLOW;
            }
        }
        return kind;
    }

    private static boolean applies(Map<String, Object> statement, boolean deny, AuthorizationRequest request) {
        String action = request.action().toLowerCase(Locale.ROOT);
        boolean actionMatches = statement.containsKey("Action")
                ? glob(text(statement, "Action").toLowerCase(Locale.ROOT), action)
                : !glob(text(statement, "NotAction").toLowerCase(Locale.ROOT), action);
        return actionMatches && resourceMatches(statement, deny, request) && conditionHolds(statement, request);
    }

    private static boolean resourceMatches(Map<String, Object> statement, boolean deny, AuthorizationRequest request) {
        boolean negated = statement.containsKey("NotResource");
        String pattern = text(statement, negated ? "NotResource" : "Resource");
        List<String> tag = request.values(KEY);
        if (pattern.contains(VARIABLE) && tag.isEmpty()) {
            return negated && (deny || !request.resource().startsWith("arn:aws:s3:::"));
        }
        String value = tag.isEmpty() ? "" : tag.get(0).replace('*', '\uE000');
        boolean matches =
                glob(pattern.replace(VARIABLE, value), request.resource().replace('*', '\uE000'));
        return matches != negated;
    }

    private static boolean conditionHolds(Map<String, Object> statement, AuthorizationRequest request) {
        if (!(statement.get("Condition") instanceof Map<?, ?> condition)) {
            return true;
        }
        List<String> tag = request.values(KEY);
        boolean equal = tag.contains("b");
        if (condition.containsKey("StringEquals")) {
            return equal;
        }
        return condition.containsKey("StringNotLike") ? !equal : equal || tag.isEmpty();
    }

    private static String text(Map<String, Object> statement, String name) {
        return String.valueOf(statement.get(name));
    }

    /** Matches by the definition, one character at a time. */
    static boolean glob(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '*') {
            return glob(rest, text) || (!text.isEmpty() && glob(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && glob(rest, text.substring(1));
    }
}
