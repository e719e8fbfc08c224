package dev.gatehouse.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Values for the key of a condition: some that fulfil it, some that break it, and none. */
final class ProbeValues {
    /** A text that no policy names by accident. */
    static final String FRESH = "gatehouse-probe";

    private static final String FRESH_ADDRESS = "192.0.2.77";

    private ProbeValues() {}

    /** Returns lists of values to try; the empty list stands for a missing key. */
    static List<List<String>> of(Condition condition, AuthorizationRequest context, Predicate<String> open) {
        List<List<String>> tried = new ArrayList<>();
        for (Template template : condition.templates()) {
            tried.add(List.of(Glob.of(template, context, open).sample(FRESH)));
        }
        for (String value : condition.values()) {
            around(condition.operator().family(), value).forEach(near -> tried.add(List.of(near)));
        }
        tried.add(List.of(condition.operator().family() == ConditionOperator.Family.IP ? FRESH_ADDRESS : FRESH));
        if (!tried.get(0).equals(List.of(FRESH))) {
            tried.add(List.of(tried.get(0).get(0), FRESH));
        }
        tried.add(List.of());
        tried.removeIf(
                values -> values.stream().anyMatch(value -> value.length() > AuthorizationRequest.MAX_VALUE_LENGTH));
        return tried;
    }

    private static List<String> around(ConditionOperator.Family family, String value) {
        return switch (family) {
            case NUMERIC -> {
                BigDecimal number = PolicyValues.number(value);
                yield number == null
                        ? List.of()
                        : List.of(
                                number.toPlainString(),
                                number.subtract(BigDecimal.ONE).toPlainString(),
                                number.add(BigDecimal.ONE).toPlainString());
            }
            case DATE -> {
                Instant instant = PolicyValues.instant(value);
                yield instant == null
                        ? List.of()
                        : List.of(
                                instant.toString(),
                                instant.minusSeconds(1).toString(),
                                instant.plusSeconds(1).toString());
            }
            case BOOL -> List.of("true", "false");
            case BINARY -> List.of(value);
            case IP -> List.of(value.indexOf('/') < 0 ? value : value.substring(0, value.indexOf('/')));
            default -> List.of();
        };
    }
}
