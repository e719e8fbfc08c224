package dev.gatehouse.policy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The condition operators (IAM User Guide, "IAM JSON policy elements: Condition operators"). */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", Family.STRING, Comparison.EQUAL, false),
    STRING_NOT_EQUALS("StringNotEquals", Family.STRING, Comparison.EQUAL, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Family.STRING_IGNORING_CASE, Comparison.EQUAL, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Family.STRING_IGNORING_CASE, Comparison.EQUAL, true),
    STRING_LIKE("StringLike", Family.STRING_LIKE, Comparison.EQUAL, false),
    STRING_NOT_LIKE("StringNotLike", Family.STRING_LIKE, Comparison.EQUAL, true),
    NUMERIC_EQUALS("NumericEquals", Family.NUMERIC, Comparison.EQUAL, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMERIC, Comparison.EQUAL, true),
    NUMERIC_LESS_THAN("NumericLessThan", Family.NUMERIC, Comparison.LESS, false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMERIC, Comparison.LESS_OR_EQUAL, false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMERIC, Comparison.GREATER, false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Family.NUMERIC, Comparison.GREATER_OR_EQUAL, false),
    DATE_EQUALS("DateEquals", Family.DATE, Comparison.EQUAL, false),
    DATE_NOT_EQUALS("DateNotEquals", Family.DATE, Comparison.EQUAL, true),
    DATE_LESS_THAN("DateLessThan", Family.DATE, Comparison.LESS, false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE, Comparison.LESS_OR_EQUAL, false),
    DATE_GREATER_THAN("DateGreaterThan", Family.DATE, Comparison.GREATER, false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE, Comparison.GREATER_OR_EQUAL, false),
    BOOL("Bool", Family.BOOL, Comparison.EQUAL, false),
    BINARY_EQUALS("BinaryEquals", Family.BINARY, Comparison.EQUAL, false),
    IP_ADDRESS("IpAddress", Family.IP, Comparison.EQUAL, false),
    NOT_IP_ADDRESS("NotIpAddress", Family.IP, Comparison.EQUAL, true),
    ARN_EQUALS("ArnEquals", Family.ARN, Comparison.EQUAL, false),
    ARN_LIKE("ArnLike", Family.ARN, Comparison.EQUAL, false),
    ARN_NOT_EQUALS("ArnNotEquals", Family.ARN, Comparison.EQUAL, true),
    ARN_NOT_LIKE("ArnNotLike", Family.ARN, Comparison.EQUAL, true),
    NULL("Null", Family.NULL, Comparison.EQUAL, false);

    private static final Map<String, ConditionOperator> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ConditionOperator::element, Function.identity()));

    private final String element;
    private final Family family;
    private final Comparison comparison;
    private final boolean negated;

    /** How values are read. */
    enum Family {
        STRING,
        STRING_IGNORING_CASE,
        STRING_LIKE,
        NUMERIC,
        DATE,
        BOOL,
        BINARY,
        IP,
        ARN,
        NULL
    }

    /** Which order of the request's value against the policy's value holds. */
    enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    ConditionOperator(String element, Family family, Comparison comparison, boolean negated) {
        this.element = element;
        this.family = family;
        this.comparison = comparison;
        this.negated = negated;
    }

    static @Nullable ConditionOperator named(String element) {
        return BY_NAME.get(element);
    }

    String element() {
        return element;
    }

    Family family() {
        return family;
    }

    Comparison comparison() {
        return comparison;
    }

    /** Returns whether the operator holds where no value of the policy matches. */
    boolean negated() {
        return negated;
    }
}
