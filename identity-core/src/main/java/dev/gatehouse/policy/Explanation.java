package dev.gatehouse.policy;

import java.util.List;
import java.util.stream.Collectors;

/** Why a decision fell as it did, statement by statement. Immutable; carries nothing of the request. */
public final class Explanation {
    private final List<StatementReport> statements;
    private final int omitted;

    Explanation(List<StatementReport> statements, int omitted) {
        this.statements = List.copyOf(statements);
        this.omitted = omitted;
    }

    /** Returns the reports, the statement that decided first, the others in the order of their layers and policies. */
    public List<StatementReport> statements() {
        return statements;
    }

    /** Returns the number of statements that are not reported because there are more than 1,000. */
    public int omitted() {
        return omitted;
    }

    /** Returns one line for each statement. */
    @Override
    public String toString() {
        String lines =
                statements.stream().map(each -> "  - " + each).collect(Collectors.joining(System.lineSeparator()));
        return omitted == 0 ? lines : lines + System.lineSeparator() + "  - and " + omitted + " more";
    }
}
