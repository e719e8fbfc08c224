package dev.gatehouse.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to a request. Immutable and thread-safe; {@link PolicyEvaluator#evaluate} shares instances. */
public final class Decision {
    private final Kind kind;
    private final PolicyLayer layer;
    private final @Nullable LabelledPolicy policy;
    private final @Nullable Statement statement;
    private final @Nullable Explanation explanation;

    /** How a request was decided. */
    public enum Kind {
        /** A statement allows it, every limit too, and none denies it. */
        ALLOW,
        /** A statement denies it. */
        EXPLICIT_DENY,
        /** No statement of {@link Decision#layer()} allows it. */
        IMPLICIT_DENY
    }

    private Decision(
            Kind kind,
            PolicyLayer layer,
            @Nullable LabelledPolicy policy,
            @Nullable Statement statement,
            @Nullable Explanation explanation) {
        this.kind = kind;
        this.layer = layer;
        this.policy = policy;
        this.statement = statement;
        this.explanation = explanation;
    }

    static Decision by(PolicyLayer layer, LabelledPolicy policy, Statement statement) {
        Kind kind = statement.effect() == Effect.ALLOW ? Kind.ALLOW : Kind.EXPLICIT_DENY;
        return new Decision(kind, layer, policy, statement, null);
    }

    static Decision implicit(PolicyLayer layer) {
        return new Decision(Kind.IMPLICIT_DENY, layer, null, null, null);
    }

    Decision with(Explanation found) {
        return new Decision(kind, layer, policy, statement, found);
    }

    /** Returns whether the request may proceed. */
    public boolean allowed() {
        return kind == Kind.ALLOW;
    }

    /** Returns how the request was decided. */
    public Kind kind() {
        return kind;
    }

    /** Returns the layer of the statement that decided, or the layer that misses an allow. */
    public PolicyLayer layer() {
        return layer;
    }

    /** Returns the label of the policy that decided; empty for an implicit deny. */
    public Optional<String> policy() {
        return Optional.ofNullable(policy).map(LabelledPolicy::label);
    }

    /** Returns the index, from 0, of the statement that decided; empty for an implicit deny. */
    public Optional<Integer> statementIndex() {
        return Optional.ofNullable(statement).map(Statement::index);
    }

    /** Returns the Sid of the statement that decided, where it has one. */
    public Optional<String> sid() {
        return Optional.ofNullable(statement).map(Statement::sid);
    }

    /** Returns why each statement did or did not apply; only after {@link PolicyEvaluator#explain}. */
    public Optional<Explanation> explanation() {
        return Optional.ofNullable(explanation);
    }

    boolean isBy(Statement other) {
        return statement == other;
    }

    /** Returns one sentence for people, without anything of the request. */
    public String summary() {
        return switch (kind) {
            case ALLOW -> "Allowed by " + place();
            case EXPLICIT_DENY -> "AccessDenied because of an explicit deny in " + place();
            case IMPLICIT_DENY -> "AccessDenied because no statement of the " + layer.title() + " allows the action";
        };
    }

    private String place() {
        if (policy == null || statement == null) {
            return layer.title();
        }
        return StatementReport.place(layer, policy, statement);
    }

    /** Returns the summary, followed by the explanation where there is one. */
    @Override
    public String toString() {
        return explanation == null ? summary() : summary() + System.lineSeparator() + explanation;
    }
}
