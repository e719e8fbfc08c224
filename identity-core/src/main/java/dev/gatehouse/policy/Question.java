package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;

/** Answers for patterns of actions on one pattern of resources. */
final class Question {
    private final Residuals rules;
    private final Glob resources;

    /** How much of what is asked about a statement applies to. */
    private enum Reach {
        NONE,
        SOME,
        /** Surely all of it. */
        ALL
    }

    Question(Residuals rules, Glob resources) {
        this.rules = rules;
        this.resources = resources;
    }

    ActionAnswer answer(String shown, Glob action) {
        List<StatementReach> denying = reaching(rules.denials(), action);
        List<StatementReach> wholly =
                denying.stream().filter(StatementReach::wholly).toList();
        if (!wholly.isEmpty()) {
            return new ActionAnswer(shown, Answer.DENIED, wholly, null);
        }
        List<StatementReach> direct = reaching(rules.direct(), action);
        List<StatementReach> granting = reaching(rules.granting(), action);
        List<StatementReach> within = new ArrayList<>();
        boolean limited = true;
        PolicyLayer missing = granting.isEmpty() ? PolicyLayer.IDENTITY : null;
        for (Residuals.Limit limit : rules.limits()) {
            List<StatementReach> allowing = reaching(limit.allows(), action);
            limited &= allowing.stream().anyMatch(StatementReach::wholly);
            if (allowing.isEmpty() && missing == null) {
                missing = limit.layer();
            }
            within.addAll(allowing);
        }
        if (missing != null && direct.isEmpty()) {
            return new ActionAnswer(shown, Answer.DENIED, List.of(), missing);
        }
        boolean sure = direct.stream().anyMatch(StatementReach::wholly)
                || (limited && granting.stream().anyMatch(StatementReach::wholly));
        List<StatementReach> responsible = new ArrayList<>(denying);
        responsible.addAll(direct);
        responsible.addAll(granting);
        responsible.addAll(within);
        if (denying.isEmpty() && sure) {
            responsible.removeIf(reach -> !reach.wholly());
            return new ActionAnswer(shown, Answer.ALLOWED, responsible, null);
        }
        return new ActionAnswer(shown, Answer.CONDITIONAL, responsible, null);
    }

    private List<StatementReach> reaching(List<Residuals.Rule> from, Glob action) {
        List<StatementReach> found = new ArrayList<>();
        for (Residuals.Rule rule : from) {
            Residual residual = rule.residual();
            Reach reach = reach(residual, action);
            if (reach != Reach.NONE) {
                found.add(new StatementReach(residual, reach == Reach.ALL));
            }
        }
        return found;
    }

    private Reach reach(Residual residual, Glob action) {
        GlobSet actions = residual.statement().actions().asSet();
        if (!actions.holdsSome(action) || !residual.possible().holdsSome(resources)) {
            return Reach.NONE;
        }
        return actions.holdsAll(action) && residual.sure().holdsAll(resources) ? Reach.ALL : Reach.SOME;
    }
}
