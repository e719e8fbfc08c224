package dev.gatehouse.credentials.sts;

import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.role.RoleSource;
import dev.gatehouse.token.RevocationView;

/** What it takes to verify the sessions of one identity pool. Immutable and thread-safe. */
public final class PoolSessions {
    private final StsSessions sessions;
    private final RoleSource roles;
    private final RevocationView revocations;

    /**
     * Returns what verifies a pool's sessions.
     *
     * @param sessions opens the pool's session tokens
     * @param roles the pool's roles; asked only once a signature held
     * @param revocations what is revoked in the pool; a stale one refuses everything
     */
    public PoolSessions(StsSessions sessions, RoleSource roles, RevocationView revocations) {
        this.sessions = sessions;
        this.roles = roles;
        this.revocations = revocations;
    }

    /** Returns the pool. */
    public PoolId pool() {
        return sessions.pool();
    }

    StsSessions sessions() {
        return sessions;
    }

    RoleSource roles() {
        return roles;
    }

    RevocationView revocations() {
        return revocations;
    }

    @Override
    public String toString() {
        return "PoolSessions[" + pool() + "]";
    }
}
