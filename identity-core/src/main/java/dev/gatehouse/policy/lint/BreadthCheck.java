package dev.gatehouse.policy.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Statements that allow more than anybody could list, and resources that no action of theirs can have. */
final class BreadthCheck {
    /** Services whose actions name resources of others. */
    private static final Set<String> PASSING = Set.of("iam", "sts", "kms", "cloudformation", "cloudtrail", "tag");

    private final Findings findings;

    BreadthCheck(Findings findings) {
        this.findings = findings;
    }

    void check(StatementView statement) {
        if (statement.allows()) {
            wildcards(statement);
            principals(statement);
        }
        services(statement);
        variables(statement);
    }

    private void wildcards(StatementView statement) {
        boolean actions = statement.texts("Action").stream().anyMatch(StatementView::isEverything);
        boolean resources = statement.texts("Resource").stream().anyMatch(StatementView::isEverything);
        if (actions && resources && !statement.hasConditions()) {
            findings.add(LintRule.OPENS_EVERYTHING, statement.path());
        } else if (actions) {
            findings.add(LintRule.ALL_ACTIONS, statement.path() + ".Action");
        } else if (resources) {
            findings.add(LintRule.ALL_RESOURCES, statement.path() + ".Resource");
        }
        if (statement.has("NotAction")) {
            findings.add(LintRule.ALLOW_NOT_ACTION, statement.path() + ".NotAction");
        }
        if (statement.has("NotResource")) {
            findings.add(LintRule.ALLOW_NOT_RESOURCE, statement.path() + ".NotResource");
        }
    }

    private void principals(StatementView statement) {
        if (statement.has("NotPrincipal")) {
            findings.add(LintRule.ALLOW_NOT_PRINCIPAL, statement.path() + ".NotPrincipal");
        }
        Object principal = statement.raw().get("Principal");
        boolean anybody = "*".equals(principal)
                || (principal instanceof Map<?, ?> kinds
                        && kinds.values().stream()
                                .anyMatch(names -> StatementView.texts(names).contains("*")));
        if (anybody) {
            findings.add(
                    statement.hasConditions() ? LintRule.ANY_PRINCIPAL_CONDITIONED : LintRule.ANY_PRINCIPAL,
                    statement.path() + ".Principal");
        }
    }

    /** Every action of one service, and every resource an ARN of another: nothing ever matches both. */
    private void services(StatementView statement) {
        List<String> actions = statement.texts("Action");
        List<String> resources = statement.texts("Resource");
        Set<String> acting = Set.copyOf(actions.stream()
                .map(action ->
                        action.substring(0, Math.max(0, action.indexOf(':'))).toLowerCase(Locale.ROOT))
                .toList());
        boolean plain = acting.stream().noneMatch(service -> service.isEmpty() || StatementView.isPattern(service));
        if (!plain
                || actions.isEmpty()
                || resources.isEmpty()
                || acting.stream().anyMatch(PASSING::contains)) {
            return;
        }
        boolean foreign = resources.stream().allMatch(resource -> {
            String[] parts = resource.split(":", 4);
            return parts.length == 4 && !StatementView.isPattern(parts[2]) && !acting.contains(parts[2]);
        });
        if (foreign) {
            findings.add(LintRule.SERVICE_MISMATCH, statement.path() + ".Resource");
        }
    }

    private void variables(StatementView statement) {
        List<String> resources = statement.texts("Resource");
        for (int i = 0; i < resources.size(); i++) {
            String resource = resources.get(i);
            int at = resource.indexOf("${");
            while (at >= 0) {
                int end = resource.indexOf('}', at);
                if (end < 0) {
                    break;
                }
                if (end - at > "${*".length() && resource.substring(at, end).indexOf(',') < 0) {
                    findings.add(
                            statement.denies()
                                    ? LintRule.DENY_VARIABLE_WITHOUT_DEFAULT
                                    : LintRule.VARIABLE_WITHOUT_DEFAULT,
                            statement.path() + ".Resource[" + i + "]");
                    break;
                }
                at = resource.indexOf("${", end);
            }
        }
    }
}
