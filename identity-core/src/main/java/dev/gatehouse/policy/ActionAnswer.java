package dev.gatehouse.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be done with one action pattern on the resources that were asked about. Immutable and thread-safe. */
public final class ActionAnswer {
    private final String action;
    private final Answer answer;
    private final List<StatementReach> statements;
    private final @Nullable PolicyLayer missing;

    ActionAnswer(String action, Answer answer, List<StatementReach> statements, @Nullable PolicyLayer missing) {
        this.action = action;
        this.answer = answer;
        this.statements = List.copyOf(statements);
        this.missing = missing;
    }

    /** Returns the action pattern, as it was asked or as a policy writes it. */
    public String action() {
        return action;
    }

    /** Returns the answer for every action that the pattern matches, on every resource that was asked about. */
    public Answer answer() {
        return answer;
    }

    /**
     * Returns the statements that are responsible: the denies that deny all, the allows and limits that allow all, or,
     * for {@link Answer#CONDITIONAL}, all that apply to some of it. None for an implicit deny.
     */
    public List<StatementReach> statements() {
        return statements;
    }

    /** Returns the layer no statement of which allows any of it; only for an implicit deny. */
    public Optional<PolicyLayer> missingLayer() {
        return Optional.ofNullable(missing);
    }

    @Override
    public String toString() {
        String reasons = missing == null
                ? statements.stream().map(StatementReach::toString).collect(Collectors.joining("; "))
                : "no statement of the " + missing.title() + " allows it";
        return action + ": " + answer + " (" + reasons + ")";
    }
}
