package dev.gatehouse.policy.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement as the document writes it, read leniently. */
final class StatementView {
    private final Map<?, ?> raw;
    private final String path;

    StatementView(Map<?, ?> raw, int index) {
        this.raw = raw;
        this.path = "policy.Statement[" + index + "]";
    }

    /** One operator with one key of a Condition. */
    record Test(String path, String operator, String key, List<String> values) {
        /** Returns the operator without a set operator before it and {@code IfExists} behind it. */
        String bare() {
            String name = operator.substring(operator.indexOf(':') + 1);
            return isIfExists() ? name.substring(0, name.length() - "IfExists".length()) : name;
        }

        boolean isForAll() {
            return operator.startsWith("ForAllValues:");
        }

        boolean isIfExists() {
            return operator.endsWith("IfExists");
        }

        boolean isNegated() {
            return bare().contains("Not");
        }

        /** Returns whether the operator is false where the key is missing, and names what may be. */
        boolean requiresKey() {
            return !isForAll() && !isIfExists() && !isNegated() && !bare().equals("Null");
        }
    }

    String path() {
        return path;
    }

    Map<?, ?> raw() {
        return raw;
    }

    boolean allows() {
        return "Allow".equals(raw.get("Effect"));
    }

    boolean denies() {
        return "Deny".equals(raw.get("Effect"));
    }

    boolean has(String element) {
        return raw.containsKey(element);
    }

    /** Returns the strings of an element. */
    List<String> texts(String element) {
        return texts(raw.get(element));
    }

    static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        List<?> items = value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
        for (Object item : items) {
            if (!(item instanceof Map<?, ?>) && !(item instanceof List<?>) && item != null) {
                texts.add(String.valueOf(item));
            }
        }
        return texts;
    }

    boolean hasConditions() {
        return !tests().isEmpty();
    }

    /** Returns the tests, in the order of the text. */
    List<Test> tests() {
        List<Test> tests = new ArrayList<>();
        if (raw.get("Condition") instanceof Map<?, ?> blocks) {
            int operator = 0;
            for (Map.Entry<?, ?> block : blocks.entrySet()) {
                String at = path + ".Condition[" + operator++ + "]";
                if (block.getValue() instanceof Map<?, ?> keys) {
                    int key = 0;
                    for (Map.Entry<?, ?> entry : keys.entrySet()) {
                        tests.add(new Test(
                                at + ".key[" + key++ + "]",
                                String.valueOf(block.getKey()),
                                String.valueOf(entry.getKey()),
                                texts(entry.getValue())));
                    }
                }
            }
        }
        return tests;
    }

    static boolean isEverything(String pattern) {
        return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '*');
    }

    /** Wildcards, and variables, which a caller may fill. */
    static boolean isPattern(String value) {
        return value.contains("*") || value.contains("?") || value.contains("${");
    }
}
