package dev.gatehouse.policy;

import dev.gatehouse.policy.ConditionOperator.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Compares the six parts of an ARN one by one; only the last may hold colons. */
    static Operand arn(Template template) {
        if (template.matchesEverything()) {
            return (value, request) -> Match.of(PolicyValues.arnParts(value) != null);
        }
        if (template.isSingleVariable()) {
            return (value, request) -> PolicyValues.arnParts(value) == null ? Match.NO : template.match(value, request);
        }
        List<Template> pattern = template.splitAtColons(PolicyValues.ARN_PARTS);
        return (value, request) -> {
            String @Nullable [] parts = PolicyValues.arnParts(value);
            if (parts == null || pattern.size() != parts.length) {
                return Match.NO;
            }
            Match result = Match.YES;
            for (int i = 0; i < parts.length; i++) {
                Match part = pattern.get(i).match(parts[i], request);
                if (part == Match.NO) {
                    return Match.NO;
                }
                result = part == Match.UNRESOLVED ? part : result;
            }
            return result;
        };
    }
}
