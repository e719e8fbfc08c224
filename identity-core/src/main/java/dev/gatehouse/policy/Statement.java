package dev.gatehouse.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement, compiled. */
final class Statement {
    private final int index;
    private final @Nullable String sid;
    private final Effect effect;
    private final @Nullable Principals principals;
    private final Element actions;
    private final Element resources;
    private final List<Condition> conditions;

    /** Elements that come as a list with a negated form; {@code texts} is the list as the document writes it. */
    record Element(boolean negated, List<Template> templates, List<String> texts) {
        Element {
            templates = List.copyOf(templates);
            texts = List.copyOf(texts);
        }

        /** Returns the texts that the element applies to; without variables, as in Action and NotAction. */
        GlobSet asSet() {
            List<Glob> globs = templates.stream()
                    .map(template -> Glob.of(template, AuthorizationRequest.NONE, key -> true))
                    .toList();
            return negated ? GlobSet.outside(globs) : GlobSet.of(globs);
        }

        /** Returns the first answer of: matches, cannot tell for want of a variable, matches not. */
        Match match(String text, AuthorizationRequest request) {
            boolean unresolved = false;
            for (int i = 0; i < templates.size(); i++) {
                Match match = templates.get(i).match(text, request);
                if (match == Match.YES) {
                    return match;
                }
                unresolved |= match == Match.UNRESOLVED;
            }
            return unresolved ? Match.UNRESOLVED : Match.NO;
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
        this.actions = actions;
        this.resources = resources;
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

    /** Returns Action or NotAction, in lower case but for its texts. */
    Element actions() {
        return actions;
    }

    /** Returns Resource or NotResource; without templates in a trust policy. */
    Element resources() {
        return resources;
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** Returns the first element that does not match, in the order action, principal, resource, condition. */
    Mismatch check(AuthorizationRequest request) {
        if (!matchesAction(request)) {
            return Mismatch.ACTION;
        }
        if (!matchesPrincipal(request)) {
            return Mismatch.PRINCIPAL;
        }
        if (!matchesResource(request)) {
            return Mismatch.RESOURCE;
        }
        return failing(request) == null ? Mismatch.NONE : Mismatch.CONDITION;
    }

    boolean matchesAction(AuthorizationRequest request) {
        return (actions.match(request.lowerAction(), request) == Match.YES) != actions.negated();
    }

    boolean matchesPrincipal(AuthorizationRequest request) {
        return principals == null || principals.grant(request) != Principals.Grant.NONE;
    }

    boolean matchesResource(AuthorizationRequest request) {
        if (resources.templates().isEmpty()) {
            return true;
        }
        return switch (resources.match(request.resource(), request)) {
            case YES -> !resources.negated();
            case NO -> resources.negated();
            case UNRESOLVED -> resources.negated() && effect == Effect.DENY;
        };
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
}
