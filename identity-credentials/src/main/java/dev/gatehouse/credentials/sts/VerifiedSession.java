package dev.gatehouse.credentials.sts;

import dev.gatehouse.credentials.signature.VerifiedRequest;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.util.Optional;

/**
 * A request whose signature was made with a session's secret, the session, and its role as it is now. Only
 * {@link SessionVerifier} makes one. Immutable and thread-safe.
 */
public final class VerifiedSession {
    private final VerifiedRequest request;
    private final VendedSession session;
    private final Role role;
    private final PoolSessions pool;

    VerifiedSession(VerifiedRequest request, VendedSession session, Role role, PoolSessions pool) {
        this.request = request;
        this.session = session;
        this.role = role;
        this.pool = pool;
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

    /**
     * Returns the document of a shared policy of the session's pool; empty if there is none of this name and incarnation.
     *
     * @throws dev.gatehouse.spi.StoreException if it cannot be read
     */
    public Optional<String> sharedPolicy(PolicyReference policy) {
        return pool.roles().sharedPolicy(policy);
    }

    PoolSessions pool() {
        return pool;
    }

    @Override
    public String toString() {
        return "VerifiedSession[" + session + "]";
    }
}
