package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.role.RoleSource;
import dev.gatehouse.credentials.signature.PresentedSignature;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationView;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says whose session signed a request: the first part of what guard and token service do. Does no I/O of its own.
 * Thread-safe.
 */
public final class SessionVerifier {
    private final SessionPools pools;
    private final SignatureVerifier verifier;
    private final InstantSource clock;

    /**
     * Returns a verifier of one identity pool's sessions.
     *
     * @param sessions opens the pool's session tokens
     * @param verifier verifies signatures for the region and service that is called
     * @param roles the pool's roles; asked only once the signature held
     * @param revocations what is revoked in the pool; a stale one refuses everything
     */
    public SessionVerifier(
            StsSessions sessions,
            SignatureVerifier verifier,
            RoleSource roles,
            RevocationView revocations,
            InstantSource clock) {
        this(SessionPools.only(new PoolSessions(sessions, roles, revocations)), verifier, clock);
    }

    /**
     * Returns a verifier of the sessions of many identity pools.
     *
     * @param pools the pools; one is asked only for a token that is genuine
     * @param verifier verifies signatures for the region and service that is called
     */
    public SessionVerifier(SessionPools pools, SignatureVerifier verifier, InstantSource clock) {
        this.pools = pools;
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * Verifies a request, in this order: form, session token, end, scope, time, headers, signature, revocation, role.
     *
     * @return the session, or a refusal with the rules of {@code SignatureVerifier}, {@link StsSessions#open},
     *     {@code guard.access-key-id}, {@code guard.session-token}, {@code guard.revocation-view},
     *     {@code guard.revoked} or {@code guard.role}
     * @throws dev.gatehouse.spi.StoreException if the role cannot be read
     */
    public Outcome<VerifiedSession> verify(SignedRequest request) {
        return verifier.read(request).then(this::verify);
    }

    Outcome<VerifiedSession> verify(PresentedSignature presented) {
        return pool(presented)
                .then(pool -> pool.sessions()
                        .open(presented.accessKeyId(), presented.sessionToken().orElseThrow())
                        .then(session -> verifier.verify(presented, session.secretKey(), session.expiration())
                                .then(genuine -> alive(pool, session)
                                        .map(role -> new VerifiedSession(genuine, session, role, pool)))));
    }

    private Outcome<PoolSessions> pool(PresentedSignature presented) {
        if (!presented.accessKeyId().startsWith("ASIA")) {
            return refused(ErrorCode.NOT_AUTHORIZED, "guard.access-key-id");
        }
        if (presented.sessionToken().isEmpty()) {
            return refused(ErrorCode.NOT_AUTHORIZED, "guard.session-token");
        }
        if (!StsSessions.temporary(presented.accessKeyId())) {
            return refused(ErrorCode.NOT_AUTHORIZED, "sts.access-key-id");
        }
        return pools.of(presented.accessKeyId(), presented.sessionToken().get())
                .map(Outcome::success)
                .orElseGet(() -> refused(ErrorCode.NOT_AUTHORIZED, "sts.token"));
    }

    private Outcome<Role> alive(PoolSessions pool, VendedSession session) {
        RevocationView revocations = pool.revocations();
        if (revocations.isStale(clock.instant())) {
            return refused(ErrorCode.TOO_MANY_REQUESTS, "guard.revocation-view");
        }
        boolean revoked = session.identityEpoch() < revocations.identityEpoch(session.identity())
                || session.roleEpoch() < revocations.roleEpoch(session.role())
                || session.poolEpoch() < revocations.poolEpoch()
                || session.originFamily()
                        .map(FamilyId::new)
                        .map(revocations::isRevoked)
                        .orElse(false);
        if (revoked) {
            return refused(ErrorCode.NOT_AUTHORIZED, "guard.revoked");
        }
        Optional<Role> role = pool.roles().find(session.role());
        if (role.isEmpty() || !role.get().incarnation().equals(session.roleIncarnation())) {
            return refused(ErrorCode.NOT_AUTHORIZED, "guard.role");
        }
        return session.roleEpoch() < role.get().epoch()
                ? refused(ErrorCode.NOT_AUTHORIZED, "guard.revoked")
                : Outcome.success(role.get());
    }

    private static <T> Outcome<T> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }
}
