package dev.gatehouse.credentials.guard;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.policy.Decision;
import java.util.function.Function;

/**
 * How the guard answered. Only {@link Allowed} holds a request that can be served, so a caller that forgets to look
 * serves nothing.
 */
public sealed interface GuardOutcome {
    /** The request is genuine and allowed; its body is still to be verified while it is read. */
    record Allowed(GuardedRequest request) implements GuardOutcome {}

    /** The request is genuine, and its policies do not allow it; the decision explains itself. */
    record Denied(VendedSession session, Decision decision) implements GuardOutcome {}

    /** The request is not genuine, not alive, or malformed. */
    record Refused(Refusal refusal) implements GuardOutcome {}

    /** Returns what the function for this variant returns. */
    default <R> R fold(
            Function<? super Allowed, ? extends R> onAllowed,
            Function<? super Denied, ? extends R> onDenied,
            Function<? super Refused, ? extends R> onRefused) {
        if (this instanceof Allowed allowed) {
            return onAllowed.apply(allowed);
        }
        if (this instanceof Denied denied) {
            return onDenied.apply(denied);
        }
        return onRefused.apply((Refused) this);
    }

    /** Returns the request, or the refusal; a denial is {@code ACCESS_DENIED} and loses its explanation. */
    default Outcome<GuardedRequest> toOutcome() {
        return fold(
                allowed -> Outcome.success(allowed.request()),
                denied -> Outcome.refused(Refusal.of(
                        ErrorCode.ACCESS_DENIED,
                        denied.decision().kind() == Decision.Kind.EXPLICIT_DENY
                                ? "policy.explicit-deny"
                                : "policy.implicit-deny")),
                refused -> Outcome.refused(refused.refusal()));
    }
}
