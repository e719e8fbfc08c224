package dev.gatehouse.credentials.sts;

import dev.gatehouse.credentials.signature.VerifiedRequest;
import dev.gatehouse.spi.store.Role;

/**
 * A request whose signature was made with a session's secret, the session, and its role as it is now. Only
 * {@link SessionVerifier} makes one. Immutable and thread-safe.
 */
public final class VerifiedSession {
    private final VerifiedRequest request;
    private final VendedSession session;
    private final Role role;

    VerifiedSession(VerifiedRequest request, VendedSession session, Role role) {
        this.request = request;
        this.session = session;
        this.role = role;
    }

    /** Returns the request whose signature held. */
    public VerifiedRequest request() {
        return request;
    }

    /** Returns the session, which is not revoked. */
    public VendedSession session() {
        return session;
    }

    /** Returns the session's role: of the same incarnation. */
    public Role role() {
        return role;
    }

    @Override
    public String toString() {
        return "VerifiedSession[" + session + "]";
    }
}
