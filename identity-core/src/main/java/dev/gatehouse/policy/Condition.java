package dev.gatehouse.policy;

import java.util.List;
import java.util.Set;

/** One operator and one key of a Condition element, compiled. */
final class Condition {
    private final String element;
    private final ConditionOperator operator;
    private final SetQualifier qualifier;
    private final boolean ifExists;
    private final String shownKey;
    private final String key;
    private final Operand[] operands;
    private final List<String> values;
    private final List<Template> templates;

    /** How the values of a key in the request are combined. */
    enum SetQualifier {
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    /** An operator with what its name says around it. */
    record Form(String element, ConditionOperator operator, SetQualifier qualifier, boolean ifExists) {}

    Condition(Form form, String key, List<String> values, List<Operand> operands, List<Template> templates) {
        this.element = form.element();
        this.operator = form.operator();
        this.qualifier = form.qualifier();
        this.ifExists = form.ifExists();
        this.shownKey = key;
        this.key = AsciiCase.lower(key);
        this.values = List.copyOf(values);
        this.operands = operands.toArray(new Operand[0]);
        this.templates = List.copyOf(templates);
    }

    /** Returns the operator as the document writes it. */
    String element() {
        return element;
    }

    /** Returns the key as the document writes it. */
    String shownKey() {
        return shownKey;
    }

    /** Returns the key in lower case. */
    String key() {
        return key;
    }

    ConditionOperator operator() {
        return operator;
    }

    SetQualifier qualifier() {
        return qualifier;
    }

    boolean ifExists() {
        return ifExists;
    }

    /** Returns the values as the document writes them. */
    List<String> values() {
        return values;
    }

    /** Returns the values as patterns, where the operator compares text; else empty. */
    List<Template> templates() {
        return templates;
    }

    /** Returns whether both are the same operator, key and values, read under the same version. */
    boolean isSameAs(Condition other) {
        if (!element.equals(other.element) || !key.equals(other.key) || templates.size() != other.templates.size()) {
            return false;
        }
        for (int i = 0; i < templates.size(); i++) {
            if (!templates.get(i).isSameAs(other.templates.get(i))) {
                return false;
            }
        }
        return Set.copyOf(values).equals(Set.copyOf(other.values));
    }

    /**
     * Returns whether the condition holds. A negated comparison with an unresolved variable holds only for a deny, so
     * that a missing variable never grants and never lifts a deny.
     */
    boolean holds(AuthorizationRequest request, Effect effect) {
        List<String> given = request.values(key);
        if (operator == ConditionOperator.NULL) {
            return matchAny(given.isEmpty() ? "true" : "false", request, effect);
        }
        if (given.isEmpty()) {
            return ifExists
                    || switch (qualifier) {
                        case FOR_ALL_VALUES -> true;
                        case FOR_ANY_VALUE -> false;
                        case NONE -> operator.negated();
                    };
        }
        boolean all =
                qualifier == SetQualifier.FOR_ALL_VALUES || (qualifier == SetQualifier.NONE && operator.negated());
        for (int i = 0; i < given.size(); i++) {
            if (matchAny(given.get(i), request, effect) != all) {
                return !all;
            }
        }
        return all;
    }

    /** Returns whether one value of the request satisfies the operator against the policy's values. */
    private boolean matchAny(String value, AuthorizationRequest request, Effect effect) {
        boolean unresolved = false;
        for (Operand operand : operands) {
            switch (operand.test(value, request)) {
                case YES -> {
                    return !operator.negated();
                }
                case UNRESOLVED -> unresolved = true;
                case NO -> {}
            }
        }
        return operator.negated() && (!unresolved || effect == Effect.DENY);
    }
}
