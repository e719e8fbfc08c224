package dev.gatehouse.policy.lint;

import dev.gatehouse.policy.PolicyDocument;
import java.util.List;

/** Statements that change nothing because another covers them. */
final class CoverCheck {
    private static final int MAX_STATEMENTS = 1_000;

    private final Findings findings;

    CoverCheck(Findings findings) {
        this.findings = findings;
    }

    void check(PolicyDocument document, List<StatementView> statements) {
        if (statements.size() > MAX_STATEMENTS) {
            return;
        }
        for (int i = 0; i < statements.size(); i++) {
            check(document, statements, i);
        }
    }

    private void check(PolicyDocument document, List<StatementView> statements, int narrow) {
        for (int wide = 0; wide < statements.size(); wide++) {
            if (wide == narrow || !document.covers(wide, narrow)) {
                continue;
            }
            String by = "; statement " + wide;
            boolean sameEffect =
                    statements.get(wide).denies() == statements.get(narrow).denies();
            boolean twins = sameEffect && document.covers(narrow, wide);
            if (sameEffect && (!twins || wide < narrow)) {
                findings.add(LintRule.REDUNDANT, path(statements, narrow), LintRule.REDUNDANT.sentence() + by);
                return;
            }
            if (!sameEffect && statements.get(wide).denies()) {
                findings.add(
                        LintRule.SHADOWED_ALLOW, path(statements, narrow), LintRule.SHADOWED_ALLOW.sentence() + by);
                return;
            }
        }
    }

    private static String path(List<StatementView> statements, int index) {
        return statements.get(index).path();
    }
}
