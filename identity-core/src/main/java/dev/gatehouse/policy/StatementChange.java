package dev.gatehouse.policy;

import java.util.Optional;

/** A statement that only one of two policy sets has. Immutable. */
public final class StatementChange {
    private final boolean added;
    private final PolicyLayer layer;
    private final LabelledPolicy policy;
    private final Statement statement;

    StatementChange(boolean added, PolicyLayer layer, LabelledPolicy policy, Statement statement) {
        this.added = added;
        this.layer = layer;
        this.policy = policy;
        this.statement = statement;
    }

    /** Returns whether the second set has the statement; else the first has it. */
    public boolean added() {
        return added;
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

    @Override
    public String toString() {
        return (added ? "added: " : "removed: ") + (effect() == Effect.ALLOW ? "Allow" : "Deny") + " of "
                + StatementReport.place(layer, policy, statement);
    }
}
