package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is left of a policy set: the evaluation order over statements each of which surely or possibly applies to a text,
 * a resource or the value of a key. Allocates nothing when asked.
 */
final class Residuals {
    private final List<Rule> denials;
    private final List<Rule> direct;
    private final List<Rule> granting;
    private final List<Limit> limits;

    /** Whether a text is in some region, or in what is known of it. */
    interface Place {
        boolean test(String text);
    }

    /** A statement's two regions, or what stands for them. */
    record Rule(Residual residual, Place sure, Place possible) {}

    /** The allows of one boundary or session policy, or of several that add up. */
    record Limit(PolicyLayer layer, List<Rule> allows) {
        Limit {
            allows = List.copyOf(allows);
        }
    }

    private Residuals(List<Rule> denials, List<Rule> direct, List<Rule> granting, List<Limit> limits) {
        this.denials = List.copyOf(denials);
        this.direct = List.copyOf(direct);
        this.granting = List.copyOf(granting);
        this.limits = List.copyOf(limits);
    }

    /** Reduces every statement that {@code chosen} reduces. */
    static Residuals of(PolicySet policies, Reduction chosen) {
        List<Rule> denials = new ArrayList<>();
        List<Rule> direct = new ArrayList<>();
        List<Rule> granting = new ArrayList<>();
        List<Limit> limits = new ArrayList<>();
        for (PolicySet.Group group : policies.groups()) {
            List<Rule> allows = new ArrayList<>();
            for (LabelledPolicy policy : group.policies()) {
                for (Statement statement : policy.document().statements()) {
                    chosen.reduce(group.layer(), policy, statement)
                            .map(residual -> new Rule(residual, residual.sure()::test, residual.possible()::test))
                            .ifPresent(rule -> (rule.residual().denies() ? denials : allows).add(rule));
                }
            }
            if (group.isLimit()) {
                limits.add(new Limit(group.layer(), allows));
            } else {
                for (Rule rule : allows) {
                    boolean session = group.layer() == PolicyLayer.RESOURCE
                            && rule.residual().grants() == Principals.Grant.SESSION;
                    (session ? direct : granting).add(rule);
                }
            }
        }
        return new Residuals(denials, direct, granting, limits);
    }

    /** How a statement is reduced; empty leaves it out. */
    interface Reduction {
        Optional<Residual> reduce(PolicyLayer layer, LabelledPolicy policy, Statement statement);
    }

    /** Returns the same rules with other places in the stead of their regions. */
    Residuals with(Function<Residual, Place> sure, Function<Residual, Place> possible) {
        Function<List<Rule>, List<Rule>> mapped = rules -> rules.stream()
                .map(rule -> new Rule(rule.residual(), sure.apply(rule.residual()), possible.apply(rule.residual())))
                .toList();
        return new Residuals(
                mapped.apply(denials),
                mapped.apply(direct),
                mapped.apply(granting),
                limits.stream()
                        .map(limit -> new Limit(limit.layer(), mapped.apply(limit.allows())))
                        .toList());
    }

    List<Rule> denials() {
        return denials;
    }

    /** Returns the allows that no limit limits. */
    List<Rule> direct() {
        return direct;
    }

    List<Rule> granting() {
        return granting;
    }

    /** Returns the allows of each limit. */
    List<Limit> limits() {
        return limits;
    }

    List<Residual> all() {
        List<Rule> rules = new ArrayList<>(denials);
        rules.addAll(direct);
        rules.addAll(granting);
        limits.forEach(limit -> rules.addAll(limit.allows()));
        return rules.stream().map(Rule::residual).toList();
    }

    /** Returns whether the text is surely allowed, surely denied, or neither. */
    Answer test(String text) {
        boolean denied = false;
        for (int i = 0; i < denials.size(); i++) {
            Rule rule = denials.get(i);
            if (rule.sure().test(text)) {
                return Answer.DENIED;
            }
            denied |= rule.possible().test(text);
        }
        boolean possible = anyPossible(direct, text) || (anyPossible(granting, text) && limitsPossible(text));
        if (!possible) {
            return Answer.DENIED;
        }
        boolean sure = !denied && (anySure(direct, text) || (anySure(granting, text) && limitsSure(text)));
        return sure ? Answer.ALLOWED : Answer.CONDITIONAL;
    }

    private boolean limitsPossible(String text) {
        for (int i = 0; i < limits.size(); i++) {
            if (!anyPossible(limits.get(i).allows(), text)) {
                return false;
            }
        }
        return true;
    }

    private boolean limitsSure(String text) {
        for (int i = 0; i < limits.size(); i++) {
            if (!anySure(limits.get(i).allows(), text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyPossible(List<Rule> rules, String text) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).possible().test(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anySure(List<Rule> rules, String text) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).sure().test(text)) {
                return true;
            }
        }
        return false;
    }
}
