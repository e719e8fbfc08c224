package dev.gatehouse.policy;

import dev.gatehouse.policy.ConditionOperator.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;

/** One value of a condition in a policy, compiled, to be compared with one value of a request. */
@FunctionalInterface
interface Operand {
    Match test(String value, AuthorizationRequest request);

    static Operand numeric(BigDecimal bound, Comparison comparison) {
        return (value, request) -> {
            BigDecimal number = PolicyValues.number(value);
            return Match.of(number != null && comparison.holds(number.compareTo(bound)));
        };
    }

    static Operand date(Instant bound, Comparison comparison) {
        return (value, request) -> {
            Instant instant = PolicyValues.instant(value);
            return Match.of(instant != null && comparison.holds(instant.compareTo(bound)));
        };
    }

    static Operand bool(boolean expected) {
        return (value, request) -> Match.of(value.equalsIgnoreCase(expected ? "true" : "false"));
    }

    static Operand binary(byte[] expected) {
        return (value, request) -> {
            byte[] bytes = PolicyValues.binary(value);
            return Match.of(bytes != null && Arrays.equals(bytes, expected));
        };
    }

    static Operand ip(CidrBlock block) {
        return (value, request) -> Match.of(block.contains(value));
    }

    /** Compares the value of a variable, which the request must hold as true or false. */
    static Operand bool(Template template) {
        return (value, request) -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                ? template.matchIgnoringCase(value, request)
                : Match.NO;
    }

    /** Compares the six parts of an ARN one by one; only the last may hold colons. */
    static Operand arn(Template template) {
        if (template.matchesEverything()) {
            return (value, request) -> Match.of(PolicyValues.isArn(value));
        }
        if (template.isSingleVariable()) {
            return (value, request) -> PolicyValues.isArn(value) ? template.match(value, request) : Match.NO;
        }
        Template[] pattern = template.splitAtColons(PolicyValues.ARN_PARTS).toArray(new Template[0]);
        return (value, request) -> pattern.length == PolicyValues.ARN_PARTS && PolicyValues.isArn(value)
                ? arnParts(pattern, value, request)
                : Match.NO;
    }

    private static Match arnParts(Template[] pattern, String arn, AuthorizationRequest request) {
        Match result = Match.YES;
        int from = 0;
        for (int i = 0; i < pattern.length; i++) {
            int to = i == pattern.length - 1 ? arn.length() : arn.indexOf(':', from);
            Match part = pattern[i].match(arn, from, to, request);
            if (part == Match.NO) {
                return Match.NO;
            }
            result = part == Match.UNRESOLVED ? part : result;
            from = to + 1;
        }
        return result;
    }
}
