package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills the known context into a statement. One key, the subject, may be kept as the unknown that is asked about. */
final class PartialStatement {
    private final KnownContext known;
    private final String subject;
    private final AuthorizationRequest request;

    /** Where an element surely matches and where it possibly matches. */
    private record Bounds(GlobSet sure, GlobSet possible) {}

    private PartialStatement(KnownContext known, String subject, AuthorizationRequest request) {
        this.known = known;
        this.subject = subject;
        this.request = request;
    }

    /** Keeps the resource as the unknown. */
    static PartialStatement ofResource(KnownContext known) {
        return new PartialStatement(known, "", known.known());
    }

    /** Keeps the one value of a context key, in lower case, as the unknown of requests on one resource. */
    static PartialStatement ofValue(KnownContext known, String subject, String action, String resource) {
        return new PartialStatement(known, subject, known.known().asking(action, resource, subject));
    }

    private boolean isOpen(String key) {
        return key.equals(subject) || known.isOpen(key);
    }

    private boolean isOpen(Template template) {
        return template.variables().stream().anyMatch(variable -> isOpen(variable.key()));
    }

    /** Returns what is left; empty if the statement cannot apply, whatever the unknown and the open keys are. */
    Optional<Residual> reduce(PolicyLayer layer, LabelledPolicy policy, Statement statement) {
        Principals principals = statement.principals();
        Principals.Grant grants = principals == null ? Principals.Grant.ROLE : principals.grant(request);
        boolean onlyDelegates = grants == Principals.Grant.ACCOUNT && statement.effect() == Effect.ALLOW;
        if (grants == Principals.Grant.NONE || onlyDelegates) {
            return Optional.empty();
        }
        Region sure = Region.ALL;
        Region possible = Region.ALL;
        List<String> open = new ArrayList<>();
        Statement.Element resources = statement.resources();
        if (!resources.templates().isEmpty()) {
            Bounds bounds = bounds(resources.templates(), resources.negated(), statement.effect());
            if (subject.isEmpty()) {
                sure = sure.and(bounds.sure());
                possible = possible.and(bounds.possible());
            } else {
                if (!bounds.possible().test(request.resource())) {
                    return Optional.empty();
                }
                sure = bounds.sure().test(request.resource()) ? sure : Region.NONE;
            }
            addOpen(resources.templates(), open);
        }
        for (Condition condition : statement.conditions()) {
            Optional<Bounds> bounds = condition.key().equals(subject)
                    ? ofSubject(condition, statement.effect())
                    : ofContext(condition, statement.effect());
            if (bounds.isEmpty()) {
                return Optional.empty();
            }
            sure = sure.and(bounds.get().sure());
            possible = possible.and(bounds.get().possible());
            if (isOpen(condition.key())) {
                open.add(condition.shownKey());
            }
            addOpen(condition.templates(), open);
        }
        List<String> keys = open.stream().distinct().toList();
        return Optional.of(new Residual(layer, policy, statement, grants, sure, possible, keys));
    }

    private void addOpen(List<Template> templates, List<String> open) {
        for (Template template : templates) {
            template.variables().stream()
                    .map(Template.Variable::key)
                    .filter(this::isOpen)
                    .forEach(open::add);
        }
    }

    /** Returns nothing if the condition is known to fail; all texts where it holds; from none to all where it is open. */
    private Optional<Bounds> ofContext(Condition condition, Effect effect) {
        if (known.isOpen(condition.key()) || condition.templates().stream().anyMatch(this::isOpen)) {
            return Optional.of(new Bounds(GlobSet.NONE, GlobSet.ALL));
        }
        return condition.holds(request, effect) ? Optional.of(new Bounds(GlobSet.ALL, GlobSet.ALL)) : Optional.empty();
    }

    private Optional<Bounds> ofSubject(Condition condition, Effect effect) {
        return switch (condition.operator().family()) {
            case STRING, STRING_LIKE ->
                Optional.of(bounds(condition.templates(), condition.operator().negated(), effect));
            case NULL ->
                condition.holds(request, effect) ? Optional.of(new Bounds(GlobSet.ALL, GlobSet.ALL)) : Optional.empty();
            default -> Optional.of(new Bounds(GlobSet.NONE, GlobSet.ALL));
        };
    }

    /**
     * Returns where a list matches, or where it does not if it is negated. A variable without a value matches nothing;
     * under a negation it may match all that its prefix lets through, and so keeps an allow from applying there.
     */
    private Bounds bounds(List<Template> templates, boolean negated, Effect effect) {
        List<Glob> surely = new ArrayList<>();
        List<Glob> possibly = new ArrayList<>();
        boolean lifted = negated && effect == Effect.ALLOW;
        for (Template template : templates) {
            boolean unresolved = template.variables().stream().anyMatch(this::isMissing);
            boolean open = isOpen(template);
            if (unresolved) {
                if (lifted) {
                    surely.add(Glob.startingWith(template.prefix()));
                    possibly.add(Glob.startingWith(template.prefix()));
                }
            } else if (open) {
                boolean mayBeMissing = template.variables().stream()
                        .anyMatch(variable -> variable.fallback() == null && isOpen(variable.key()));
                possibly.add(
                        lifted && mayBeMissing
                                ? Glob.startingWith(template.prefix())
                                : Glob.of(template, request, this::isOpen));
            } else {
                Glob glob = Glob.of(template, request, this::isOpen);
                surely.add(glob);
                possibly.add(glob);
            }
        }
        return negated
                ? new Bounds(GlobSet.outside(possibly), GlobSet.outside(surely))
                : new Bounds(GlobSet.of(surely), GlobSet.of(possibly));
    }

    private boolean isMissing(Template.Variable variable) {
        return !isOpen(variable.key()) && variable.resolve(request) == null;
    }
}
