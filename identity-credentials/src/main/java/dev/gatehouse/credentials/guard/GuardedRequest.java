package dev.gatehouse.credentials.guard;

import dev.gatehouse.credentials.signature.VerifiedRequest;
import dev.gatehouse.credentials.signature.VerifyingStream;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.policy.Decision;
import java.io.InputStream;
import java.util.function.Supplier;

/** A request that is genuine and allowed; only {@link CredentialGuard} makes one. Immutable and thread-safe. */
public final class GuardedRequest {
    private final VerifiedRequest request;
    private final VendedSession session;
    private final Decision decision;
    private final Supplier<Decision> explained;

    GuardedRequest(VerifiedRequest request, VendedSession session, Decision decision, Supplier<Decision> explained) {
        this.request = request;
        this.session = session;
        this.decision = decision;
        this.explained = explained;
    }

    /** Returns the request whose signature held. */
    public VerifiedRequest request() {
        return request;
    }

    /** Returns whose session it is. */
    public VendedSession session() {
        return session;
    }

    /** Returns the decision, which names the statement that allowed it. */
    public Decision decision() {
        return decision;
    }

    /** Returns the same decision with the explanation of every statement; computed at each call. */
    public Decision explainedDecision() {
        return explained.get();
    }

    /**
     * Returns the body, verified while it is read: what is stored may appear only once
     * {@link VerifyingStream#verified()} is true.
     *
     * @param wire the body as on the wire, after HTTP's own transfer coding
     */
    public VerifyingStream body(InputStream wire) {
        return request.body(wire);
    }

    @Override
    public String toString() {
        return "GuardedRequest[" + session + ", " + decision.summary() + "]";
    }
}
