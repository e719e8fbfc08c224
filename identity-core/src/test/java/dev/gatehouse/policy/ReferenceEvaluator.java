package dev.gatehouse.policy;

import dev.gatehouse.policy.Decision.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The published rules in their plainest form, over the parsed JSON: no index, no compilation, regular expressions for
 * wildcards. It shares no code with the evaluator.
 */
final class ReferenceEvaluator {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** The documents of one question; each limit is a list of statements that add up. */
    record Question(
            List<Map<String, Object>> identity,
            List<List<Map<String, Object>>> limits,
            String action,
            String resource,
            Map<String, List<String>> context) {}

    private ReferenceEvaluator() {}

    static Kind decide(
            List<Map<String, Object>> identity, String action, String resource, Map<String, List<String>> context) {
        return decide(new Question(identity, List.of(), action, resource, context));
    }

    /** User Guide, "Policy evaluation logic": explicit deny, then every layer must allow, else implicit deny. */
    static Kind decide(Question question) {
        List<List<Map<String, Object>>> layers = new ArrayList<>(question.limits());
        layers.add(question.identity());
        for (List<Map<String, Object>> layer : layers) {
            if (layer.stream().anyMatch(statement -> applies(statement, "Deny", question))) {
                return Kind.EXPLICIT_DENY;
            }
        }
        for (List<Map<String, Object>> layer : layers) {
            if (layer.stream().noneMatch(statement -> applies(statement, "Allow", question))) {
                return Kind.IMPLICIT_DENY;
            }
        }
        return Kind.ALLOW;
    }

    private static boolean applies(Map<String, Object> statement, String effect, Question question) {
        boolean deny = effect.equals("Deny");
        return effect.equals(statement.get("Effect"))
                && actionMatches(statement, question.action())
                && resourceMatches(statement, deny, question)
                && conditionsHold(statement, deny, question.context());
    }

    private static boolean actionMatches(Map<String, Object> statement, String action) {
        boolean negated = statement.containsKey("NotAction");
        boolean found = list(statement.get(negated ? "NotAction" : "Action")).stream()
                .anyMatch(pattern -> Pattern.compile(regex(lower(pattern), Map.of(), true), Pattern.DOTALL)
                        .matcher(lower(action))
                        .matches());
        return found != negated;
    }

    private static boolean resourceMatches(Map<String, Object> statement, boolean deny, Question question) {
        boolean negated = statement.containsKey("NotResource");
        List<String> patterns = list(statement.get(negated ? "NotResource" : "Resource"));
        boolean found = false;
        boolean unknown = false;
        for (String pattern : patterns) {
            String regex = regex(pattern, question.context(), true);
            if (regex == null) {
                String plain = pattern.split("[*?]|\\$\\{", 2)[0];
                unknown |= question.resource().startsWith(plain);
            } else {
                found |= Pattern.compile(regex, Pattern.DOTALL)
                        .matcher(question.resource())
                        .matches();
            }
        }
        return negated ? !found && (!unknown || deny) : found;
    }

    private static boolean conditionsHold(
            Map<String, Object> statement, boolean deny, Map<String, List<String>> context) {
        if (!(statement.get("Condition") instanceof Map<?, ?> blocks)) {
            return true;
        }
        return blocks.entrySet().stream()
                .allMatch(block -> ((Map<?, ?>) block.getValue())
                        .entrySet().stream()
                                .allMatch(entry -> holds(
                                        String.valueOf(block.getKey()),
                                        lower(String.valueOf(entry.getKey())),
                                        list(entry.getValue()),
                                        deny,
                                        context)));
    }

    /** User Guide, "Condition operators" and "Set operators for multivalued context keys". */
    private static boolean holds(
            String operator, String key, List<String> values, boolean deny, Map<String, List<String>> context) {
        String name = operator.replaceFirst("^For(All|Any)Values?:", "");
        boolean ifExists = name.endsWith("IfExists");
        String bare = ifExists ? name.substring(0, name.length() - "IfExists".length()) : name;
        List<String> given = context.getOrDefault(key, List.of());
        boolean negated = bare.contains("Not");
        if (bare.equals("Null")) {
            return values.contains(String.valueOf(given.isEmpty()));
        }
        if (given.isEmpty()) {
            return ifExists || operator.startsWith("ForAll") || (!operator.startsWith("ForAny") && negated);
        }
        boolean every = operator.startsWith("ForAll") || (!operator.startsWith("ForAny") && negated);
        return every
                ? given.stream().allMatch(value -> accepted(bare, value, values, deny, context))
                : given.stream().anyMatch(value -> accepted(bare, value, values, deny, context));
    }

    private static boolean accepted(
            String operator, String given, List<String> values, boolean deny, Map<String, List<String>> context) {
        boolean found = false;
        boolean unknown = false;
        for (String value : values) {
            switch (operator.replace("Not", "")) {
                case "StringEquals", "StringLike" -> {
                    String regex = regex(value, context, operator.endsWith("Like"));
                    if (regex == null) {
                        String plain = value.split(operator.endsWith("Like") ? "[*?]|\\$\\{" : "\\$\\{", 2)[0];
                        unknown |= given.startsWith(plain);
                    } else {
                        found |= Pattern.compile(regex, Pattern.DOTALL)
                                .matcher(given)
                                .matches();
                    }
                }
                case "StringEqualsIgnoreCase" -> found |= value.equalsIgnoreCase(given);
                case "NumericEquals" -> found |= order(given, value) == 0;
                case "NumericLessThan" -> found |= order(given, value) < 0;
                case "NumericGreaterThanEquals" -> found |= order(given, value) >= 0 && order(given, value) != 9;
                case "Bool" -> found |= value.equalsIgnoreCase(given);
                case "IpAddress" -> found |= given.startsWith(value.substring(0, value.indexOf("0.0.0/8")));
                default -> throw new AssertionError(operator);
            }
        }
        return operator.contains("Not") ? !found && (!unknown || deny) : found;
    }

    /** Returns the order of two numbers, 9 where one is none. */
    private static int order(String left, String right) {
        boolean numbers = left.matches("-?\\d+(\\.\\d+)?") && right.matches("-?\\d+(\\.\\d+)?");
        return numbers ? new BigDecimal(left).compareTo(new BigDecimal(right)) : 9;
    }

    /** Returns a regular expression with each variable's value quoted, or null if one has no single value. */
    private static @Nullable String regex(String pattern, Map<String, List<String>> context, boolean wildcards) {
        StringBuilder out = new StringBuilder();
        Matcher variable = VARIABLE.matcher(pattern);
        int from = 0;
        while (variable.find()) {
            out.append(plain(pattern.substring(from, variable.start()), wildcards));
            String name = variable.group(1);
            if (name.length() == 1) {
                out.append(Pattern.quote(name));
            } else {
                String[] parts = name.split(",\\s*'", 2);
                List<String> values = context.getOrDefault(lower(parts[0].trim()), List.of());
                if (values.size() != 1 && parts.length == 1) {
                    return null;
                }
                out.append(Pattern.quote(values.size() == 1 ? values.get(0) : parts[1].replace("'", "")));
            }
            from = variable.end();
        }
        return out.append(plain(pattern.substring(from), wildcards)).toString();
    }

    private static String plain(String text, boolean wildcards) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (wildcards && point == '*') {
                out.append(".*");
            } else if (wildcards && point == '?') {
                out.append('.');
            } else {
                out.append(Pattern.quote(Character.toString(point)));
            }
        });
        return out.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
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
