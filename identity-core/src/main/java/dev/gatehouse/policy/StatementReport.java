package dev.gatehouse.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why one statement did or did not apply to a request. Immutable; speaks of the policy, never of the request. */
public final class StatementReport {
    private final PolicyLayer layer;
    private final LabelledPolicy policy;
    private final Statement statement;
    private final Mismatch mismatch;
    private final @Nullable Condition failing;

    StatementReport(
            PolicyLayer layer,
            LabelledPolicy policy,
            Statement statement,
            Mismatch mismatch,
            @Nullable Condition failing) {
        this.layer = layer;
        this.policy = policy;
        this.statement = statement;
        this.mismatch = mismatch;
        this.failing = failing;
    }

    static StatementReport of(
            PolicyLayer layer, LabelledPolicy policy, Statement statement, AuthorizationRequest request) {
        Mismatch mismatch = statement.check(request);
        Condition failing = mismatch == Mismatch.CONDITION ? statement.failing(request) : null;
        return new StatementReport(layer, policy, statement, mismatch, failing);
    }

    static String place(PolicyLayer layer, LabelledPolicy policy, Statement statement) {
        String sid = statement.sid();
        return layer.title() + ", " + policy.label() + ", statement " + statement.index()
                + (sid == null || sid.isEmpty() ? "" : " (" + sid + ")");
    }

    /** Returns the layer of the statement's policy. */
    public PolicyLayer layer() {
        return layer;
    }

    /** Returns the label of the statement's policy. */
    public String policy() {
        return policy.label();
    }

    /** Returns the statement's index in its document, from 0. */
    public int statementIndex() {
        return statement.index();
    }

    /** Returns the statement's Sid. */
    public Optional<String> sid() {
        return Optional.ofNullable(statement.sid());
    }

    /** Returns what the statement does where it applies. */
    public Effect effect() {
        return statement.effect();
    }

    /** Returns whether every element matched. */
    public boolean applied() {
        return mismatch == Mismatch.NONE;
    }

    /** Returns the first element that did not match. */
    public Mismatch mismatch() {
        return mismatch;
    }

    /** Returns the operator that did not hold, as the document writes it. */
    public Optional<String> conditionOperator() {
        return Optional.ofNullable(failing).map(Condition::element);
    }

    /** Returns the context key for which the operator did not hold, as the document writes it. */
    public Optional<String> conditionKey() {
        return Optional.ofNullable(failing).map(Condition::shownKey);
    }

    private String reason() {
        return switch (mismatch) {
            case NONE -> "applied";
            case ACTION -> "did not apply: the action is another";
            case PRINCIPAL -> "did not apply: the principal is another";
            case RESOURCE -> "did not apply: the resource is another";
            case CONDITION ->
                failing == null
                        ? "did not apply: a condition does not hold"
                        : "did not apply: " + failing.element() + " on " + failing.shownKey() + " does not hold";
        };
    }

    @Override
    public String toString() {
        return (effect() == Effect.ALLOW ? "Allow" : "Deny") + " of " + place(layer, policy, statement) + " "
                + reason();
    }
}
