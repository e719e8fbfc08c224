package dev.gatehouse.web.wire.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds one JSON value against its type. What is wrong is told by the member's path and the constraint, as the reference
 * tells it, and never by the value.
 */
public final class Validation {
    private static final int MOST_VIOLATIONS = 16;

    private final WireService service;
    private final List<String> violations = new ArrayList<>();
    private int more;
    private @Nullable String mismatch;

    private Validation(WireService service) {
        this.service = service;
    }

    /** Holds the members of an input against an operation. */
    public static Validation of(WireOperation operation, Map<String, @Nullable Object> members) {
        return of(operation.service(), operation.input(), members);
    }

    /** Holds the members of an answer against an operation; used to judge ourselves. */
    public static Validation ofAnswer(WireOperation operation, Map<String, @Nullable Object> members) {
        return operation
                .output()
                .map(output -> of(operation.service(), output, members))
                .orElseGet(() -> new Validation(operation.service()));
    }

    private static Validation of(WireService service, String type, Map<String, @Nullable Object> members) {
        Validation validation = new Validation(service);
        validation.value("", type, members);
        return validation;
    }

    /** Returns what is of the wrong JSON type, such as {@code NUMBER_VALUE can not be converted to a String}. */
    public Optional<String> mismatch() {
        return Optional.ofNullable(mismatch);
    }

    /** Returns the violated constraints as the reference's sentence; empty if there are none. */
    public Optional<String> violations() {
        int found = violations.size() + more;
        return found == 0
                ? Optional.empty()
                : Optional.of(found + " validation error" + (found == 1 ? "" : "s") + " detected: "
                        + String.join("; ", violations));
    }

    /** Returns the input; it must have neither mismatch nor violations. */
    public static Input input(Map<String, @Nullable Object> members) {
        return new Input(members);
    }

    private void value(String path, String type, Object value) {
        Shape shape = service.type(type);
        if (shape instanceof Shape.Text text) {
            text(path, text, value);
        } else if (shape instanceof Shape.Choice choice) {
            choice(path, choice, value);
        } else if (shape instanceof Shape.Whole whole) {
            whole(path, whole, value);
        } else if (shape instanceof Shape.Truth) {
            expect(value instanceof Boolean, value, "Boolean");
        } else if (shape instanceof Shape.Moment) {
            expect(value instanceof Long || value instanceof BigDecimal, value, "Date");
        } else if (shape instanceof Shape.Bytes bytes) {
            bytes(path, bytes, value);
        } else if (shape instanceof Shape.Listing listing) {
            listing(path, listing, value);
        } else if (shape instanceof Shape.Mapping mapping) {
            mapping(path, mapping, value);
        } else if (shape instanceof Shape.Structure structure) {
            structure(path, structure, value);
        }
    }

    private void text(String path, Shape.Text shape, Object value) {
        if (expect(value instanceof String, value, "String")) {
            String text = (String) value;
            boolean fits = length(path, shape.length(), text.codePointCount(0, text.length()));
            if (fits && shape.pattern().isPresent()) { // never matched where it could be longer than it may
                boolean matches = shape.pattern().get().matcher(text).matches();
                require(
                        matches,
                        path,
                        "satisfy regular expression pattern: " + shape.pattern().get());
            }
        }
    }

    private void choice(String path, Shape.Choice shape, Object value) {
        if (expect(value instanceof String, value, "String")) {
            require(shape.values().contains(value), path, "satisfy enum value set: " + shape.values());
        }
    }

    private void whole(String path, Shape.Whole shape, Object value) {
        boolean whole = value instanceof Long number && (shape.wide() || number == number.intValue());
        if (expect(whole, value, shape.wide() ? "Long" : "Integer")) {
            long number = (Long) value;
            Limits limits = shape.value();
            require(number >= limits.least(), path, "have value greater than or equal to " + limits.least());
            require(number <= limits.most(), path, "have value less than or equal to " + limits.most());
        }
    }

    private void bytes(String path, Shape.Bytes shape, Object value) {
        if (expect(value instanceof String, value, "Blob")) {
            try {
                length(path, shape.length(), Base64.getDecoder().decode((String) value).length);
            } catch (IllegalArgumentException e) {
                expect(false, value, "Blob");
            }
        }
    }

    private void listing(String path, Shape.Listing shape, Object value) {
        if (expect(value instanceof List, value, "List")) {
            List<?> list = (List<?>) value;
            if (length(path, shape.size(), list.size())) {
                for (int i = 0; i < list.size(); i++) {
                    member(path + "." + (i + 1) + ".member", shape.element(), list.get(i), true);
                }
            }
        }
    }

    private void mapping(String path, Shape.Mapping shape, Object value) {
        if (expect(value instanceof Map, value, "Map")) {
            Map<?, ?> map = (Map<?, ?>) value;
            if (length(path, shape.size(), map.size())) {
                int at = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    at++; // the key is input, so a path tells its place
                    member(path + "." + at + ".key", shape.key(), entry.getKey(), true);
                    member(path + "." + at + ".value", shape.value(), entry.getValue(), true);
                }
            }
        }
    }

    private void structure(String path, Shape.Structure shape, Object value) {
        if (expect(value instanceof Map, value, "Structure")) {
            Map<?, ?> members = (Map<?, ?>) value;
            for (Shape.Member member : shape.members()) {
                String name = path.isEmpty() ? camel(member.name()) : path + "." + camel(member.name());
                member(name, member.type(), members.get(member.name()), member.required());
            }
        }
    }

    private void member(String path, String type, @Nullable Object value, boolean required) {
        if (value != null) {
            value(path, type, value);
        } else if (required) {
            violation("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
    }

    private boolean length(String path, Limits limits, long length) {
        return require(length >= limits.least(), path, "have length greater than or equal to " + limits.least())
                && require(length <= limits.most(), path, "have length less than or equal to " + limits.most());
    }

    private boolean require(boolean satisfied, String path, String constraint) {
        if (!satisfied) {
            violation("Value at '" + path + "' failed to satisfy constraint: Member must " + constraint);
        }
        return satisfied;
    }

    private void violation(String sentence) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(sentence);
        } else {
            more++;
        }
    }

    private boolean expect(boolean matches, Object value, String wanted) {
        if (!matches && mismatch == null) {
            mismatch = kind(value) + " can not be converted to " + (wanted.equals("Integer") ? "an " : "a ") + wanted;
        }
        return matches;
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "STRING_VALUE";
        }
        if (value instanceof Boolean truth) {
            return truth ? "TRUE_VALUE" : "FALSE_VALUE";
        }
        if (value instanceof Number) {
            return value instanceof Long ? "NUMBER_VALUE" : "DECIMAL_VALUE";
        }
        return value instanceof List ? "START_ARRAY" : "START_OBJECT";
    }

    /** The reference names members as its own code does: with a small first letter. */
    private static String camel(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
