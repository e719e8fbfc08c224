package dev.gatehouse.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement, compiled. */
final class Statement {
    private final int index;
    private final @Nullable String sid;
    private final Effect effect;
    private final @Nullable Principals principals;
    private final boolean notAction;
    private final List<Template> actions;
    private final boolean notResource;
    private final List<Template> resources;
    private final List<Condition> conditions;

    /** Elements that come as a list with a negated form. */
    record Element(boolean negated, List<Template> templates) {
        Element {
            templates = List.copyOf(templates);
        }
    }

    Statement(
            int index,
            @Nullable String sid,
            Effect effect,
            @Nullable Principals principals,
            Element actions,
            Element resources,
            List<Condition> conditions) {
        this.index = index;
        this.sid = sid;
        this.effect = effect;
        this.principals = principals;
        this.notAction = actions.negated();
        this.actions = actions.templates();
        this.notResource = resources.negated();
        this.resources = resources.templates();
        this.conditions = List.copyOf(conditions);
    }

    int index() {
        return index;
    }

    @Nullable
    String sid() {
        return sid;
    }

    Effect effect() {
        return effect;
    }

    @Nullable
    Principals principals() {
        return principals;
    }

    boolean notAction() {
        return notAction;
    }

    List<Template> actions() {
        return actions;
    }

    boolean notResource() {
        return notResource;
    }

    List<Template> resources() {
        return resources;
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** Returns the first element that does not match, in the order action, principal, resource, condition. */
    Mismatch check(AuthorizationRequest request) {
        if (matchesAny(actions, request.lowerAction(), request) == notAction) {
            return Mismatch.ACTION;
        }
        return checkBeyondAction(request);
    }

    Mismatch checkBeyondAction(AuthorizationRequest request) {
        if (principals != null && principals.grant(request) == Principals.Grant.NONE) {
            return Mismatch.PRINCIPAL;
        }
        if (!matchesResource(request)) {
            return Mismatch.RESOURCE;
        }
        return failing(request) == null ? Mismatch.NONE : Mismatch.CONDITION;
    }

    /** Returns the first condition that does not hold. */
    @Nullable
    Condition failing(AuthorizationRequest request) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            if (!condition.holds(request, effect)) {
                return condition;
            }
        }
        return null;
    }

    private static boolean matchesAny(List<Template> templates, String text, AuthorizationRequest request) {
        for (int i = 0; i < templates.size(); i++) {
            if (templates.get(i).match(text, request) == Match.YES) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesResource(AuthorizationRequest request) {
        if (resources.isEmpty()) {
            return true;
        }
        boolean unresolved = false;
        for (int i = 0; i < resources.size(); i++) {
            Match match = resources.get(i).match(request.resource(), request);
            if (match == Match.YES) {
                return !notResource;
            }
            unresolved |= match == Match.UNRESOLVED;
        }
        return notResource && (!unresolved || effect == Effect.DENY);
    }
}
