package dev.gatehouse.credentials.guard;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.internal.policy.PolicyCompiler;
import dev.gatehouse.credentials.internal.policy.SessionLimits;
import dev.gatehouse.credentials.role.RoleSource;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.sts.PoolSessions;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.credentials.sts.SessionVerifier;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.credentials.sts.VerifiedSession;
import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.token.RevocationView;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a signed request may be served. Does no I/O of its own: roles and revocations come from memory or
 * from what the application plugs in. Thread-safe.
 */
public final class CredentialGuard {
    private final SessionVerifier sessions;
    private final InstantSource clock;
    private final PolicyCompiler policies = new PolicyCompiler();

    /**
     * Returns a guard of one identity pool's credentials.
     *
     * @param sessions opens the pool's session tokens
     * @param verifier verifies signatures for the region and service that is guarded
     * @param roles the pool's roles
     * @param revocations what is revoked in the pool; a stale one refuses everything
     */
    public CredentialGuard(
            StsSessions sessions,
            SignatureVerifier verifier,
            RoleSource roles,
            RevocationView revocations,
            InstantSource clock) {
        this(SessionPools.only(new PoolSessions(sessions, roles, revocations)), verifier, clock);
    }

    /**
     * Returns a guard of the credentials of many identity pools: each request is judged by the pool of its session.
     *
     * @param pools the pools, such as those of a directory
     * @param verifier verifies signatures for the region and service that is guarded
     */
    public CredentialGuard(SessionPools pools, SignatureVerifier verifier, InstantSource clock) {
        this.sessions = new SessionVerifier(pools, verifier, clock);
        this.clock = clock;
    }

    /**
     * Decides on a request.
     *
     * @param action {@code service:Action}
     * @param resourceArn the ARN of what is acted on, derived from this same request
     * @param context further condition keys that the caller verified, such as {@code aws:SourceIp}
     * @return the answer, in the order of checks that the package names
     * @throws IllegalArgumentException if {@code context} names a key that the guard sets
     * @throws dev.gatehouse.spi.StoreException if the role cannot be read
     */
    public GuardOutcome authorize(
            SignedRequest request, String action, String resourceArn, Map<String, List<String>> context) {
        return authorize(request, action, resourceArn, context, List.of());
    }

    /**
     * Decides on a request for a resource that has policies of its own, such as a bucket's; see the overload.
     *
     * @param resourcePolicies documents of kind {@link dev.gatehouse.policy.DocumentKind#RESOURCE} of a resource in the
     *     principal's own account; what they allow adds up with what the role allows
     */
    public GuardOutcome authorize(
            SignedRequest request,
            String action,
            String resourceArn,
            Map<String, List<String>> context,
            List<PolicyDocument> resourcePolicies) {
        return sessions.verify(request)
                .fold(
                        genuine -> decide(genuine, action, resourceArn, context, resourcePolicies),
                        GuardOutcome.Refused::new);
    }

    /** Decides on an S3 request: action, resource and S3's condition keys are taken from it. */
    public GuardOutcome authorize(S3Request request, Map<String, List<String>> context) {
        Map<String, List<String>> all = new HashMap<>(context);
        request.context().forEach((name, values) -> {
            if (all.put(name, values) != null) {
                throw new IllegalArgumentException("a context key is given twice");
            }
        });
        return authorize(request.request(), request.operation().action(), request.resourceArn(), all);
    }

    private GuardOutcome decide(
            VerifiedSession genuine,
            String action,
            String resourceArn,
            Map<String, List<String>> context,
            List<PolicyDocument> resourcePolicies) {
        VendedSession session = genuine.session();
        SessionLimits limits =
                new SessionLimits(session.sessionPolicy(), session.sharedSessionPolicies(), session.scopedDown());
        Outcome<AuthorizationRequest> asked =
                SessionContext.request(session, action, resourceArn, context, clock.instant());
        return policies.evaluator(genuine.role(), limits, resourcePolicies, genuine::sharedPolicy)
                .then(policy -> asked.map(question -> answer(genuine, policy, question)))
                .fold(outcome -> outcome, GuardOutcome.Refused::new);
    }

    private static GuardOutcome answer(VerifiedSession genuine, PolicyEvaluator policy, AuthorizationRequest question) {
        Decision decision = policy.evaluate(question);
        return decision.allowed()
                ? new GuardOutcome.Allowed(new GuardedRequest(
                        genuine.request(), genuine.session(), decision, () -> policy.explain(question)))
                : new GuardOutcome.Denied(genuine.session(), policy.explain(question));
    }
}
