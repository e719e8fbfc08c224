package dev.gatehouse.policy;

import java.util.List;
import java.util.Optional;

/** A statement's part in an answer. Immutable; carries nothing of the known context. */
public final class StatementReach {
    private final Residual residual;
    private final boolean wholly;

    StatementReach(Residual residual, boolean wholly) {
        this.residual = residual;
        this.wholly = wholly;
    }

    /** Returns whether the statement surely applies to everything that was asked about. */
    public boolean wholly() {
        return wholly;
    }

    /** Returns the layer of the statement's policy. */
    public PolicyLayer layer() {
        return residual.layer();
    }

    /** Returns the label of the statement's policy. */
    public String policy() {
        return residual.policy().label();
    }

    /** Returns the statement's index in its document, from 0. */
    public int statementIndex() {
        return residual.statement().index();
    }

    /** Returns the statement's Sid. */
    public Optional<String> sid() {
        return Optional.ofNullable(residual.statement().sid());
    }

    /** Returns what the statement does where it applies. */
    public Effect effect() {
        return residual.statement().effect();
    }

    /** Returns the open context keys that the statement reads, in conditions and variables. */
    public List<String> openKeys() {
        return residual.open();
    }

    @Override
    public String toString() {
        return (effect() == Effect.ALLOW ? "Allow" : "Deny") + " of "
                + StatementReport.place(layer(), residual.policy(), residual.statement())
                + (wholly
                        ? ""
                        : openKeys().isEmpty() ? ", in part" : ", depending on " + String.join(", ", openKeys()));
    }
}
