package dev.gatehouse.policy;

import java.util.List;

/**
 * Proves that a statement applies wherever another does, whatever the request. What it cannot prove it denies: a list
 * that only several patterns cover together, a variable against anything but itself, a negated list against another.
 */
final class StatementCover {
    private StatementCover() {}

    /** Returns whether {@code wide} surely applies to every request that {@code narrow} applies to; effects aside. */
    static boolean covers(Statement wide, Statement narrow) {
        return coversPrincipals(wide, narrow)
                && coversElement(wide.actions(), narrow.actions())
                && coversResources(wide, narrow)
                && wide.conditions().stream()
                        .allMatch(condition -> narrow.conditions().stream().anyMatch(condition::isSameAs))
                && (wide.effect() == narrow.effect() || isExact(wide));
    }

    /** Statements with other effects treat a variable without value differently where it is negated. */
    private static boolean isExact(Statement statement) {
        return !(statement.resources().negated()
                        && hasVariables(statement.resources().templates()))
                && statement.conditions().stream()
                        .noneMatch(condition -> condition.operator().negated() && hasVariables(condition.templates()));
    }

    private static boolean hasVariables(List<Template> templates) {
        return templates.stream().anyMatch(Template::hasVariables);
    }

    private static boolean coversPrincipals(Statement wide, Statement narrow) {
        Principals all = wide.principals();
        Principals some = narrow.principals();
        if (all == null) {
            return true;
        }
        boolean everyone = !all.negated() && all.entries().stream().anyMatch(Principals.Entry::anyKind);
        return some == null
                ? everyone && wide.effect() == Effect.DENY
                : all.isSameAs(some) || (everyone && wide.effect() == Effect.DENY);
    }

    private static boolean coversResources(Statement wide, Statement narrow) {
        return wide.resources().templates().isEmpty() || coversElement(wide.resources(), narrow.resources());
    }

    private static boolean coversElement(Statement.Element wide, Statement.Element narrow) {
        if (wide.negated() && narrow.negated()) {
            return wide.templates().stream()
                    .allMatch(each -> narrow.templates().stream().anyMatch(each::isSameAs));
        }
        if (wide.negated()) {
            return !hasVariables(wide.templates())
                    && !narrow.templates().isEmpty()
                    && narrow.templates().stream().allMatch(each -> wide.asSet().holdsAll(open(each)));
        }
        if (narrow.negated() || narrow.templates().isEmpty()) {
            return wide.templates().stream().anyMatch(Template::matchesEverything);
        }
        return narrow.templates().stream()
                .allMatch(each -> wide.templates().stream().anyMatch(all -> covers(all, each)));
    }

    private static boolean covers(Template wide, Template narrow) {
        return wide.isSameAs(narrow) || (!wide.hasVariables() && open(wide).contains(open(narrow)));
    }

    private static Glob open(Template template) {
        return Glob.of(template, AuthorizationRequest.NONE, key -> true);
    }
}
