package dev.gatehouse.credentials.guard;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.signature.PresentedSignature;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.VerifiedRequest;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a signed request may be served. Does no I/O of its own: roles and revocations come from memory or
 * from what the application plugs in. Thread-safe.
 */
public final class CredentialGuard {
    private final StsSessions sessions;
    private final SignatureVerifier verifier;
    private final RoleSource roles;
    private final RevocationView revocations;
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
        this.sessions = sessions;
        this.verifier = verifier;
        this.roles = roles;
        this.revocations = revocations;
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
        return authenticate(request)
                .fold(genuine -> decide(genuine, action, resourceArn, context), GuardOutcome.Refused::new);
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

    private record Genuine(VerifiedRequest request, VendedSession session) {}

    private Outcome<Genuine> authenticate(SignedRequest request) {
        return verifier.read(request)
                .then(presented -> open(presented)
                        .then(session -> verifier.verify(presented, session.secretKey(), session.expiration())
                                .map(verified -> new Genuine(verified, session))))
                .then(this::checkRevocation);
    }

    private Outcome<VendedSession> open(PresentedSignature presented) {
        if (!presented.accessKeyId().startsWith("ASIA")) {
            return refused(ErrorCode.NOT_AUTHORIZED, "guard.access-key-id");
        }
        if (presented.sessionToken().isEmpty()) {
            return refused(ErrorCode.NOT_AUTHORIZED, "guard.session-token");
        }
        return sessions.open(presented.accessKeyId(), presented.sessionToken().get());
    }

    private Outcome<Genuine> checkRevocation(Genuine genuine) {
        VendedSession session = genuine.session();
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
        return revoked ? refused(ErrorCode.NOT_AUTHORIZED, "guard.revoked") : Outcome.success(genuine);
    }

    private GuardOutcome decide(Genuine genuine, String action, String resourceArn, Map<String, List<String>> context) {
        VendedSession session = genuine.session();
        Optional<Role> role = roles.find(session.role());
        boolean same = role.isPresent() && role.get().incarnation().equals(session.roleIncarnation());
        if (role.isEmpty() || !same) {
            return new GuardOutcome.Refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "guard.role"));
        }
        if (session.roleEpoch() < role.get().epoch()) {
            return new GuardOutcome.Refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "guard.revoked"));
        }
        Instant now = clock.instant();
        Outcome<PolicyEvaluator> evaluator = policies.evaluator(role.get(), session.sessionPolicy());
        Outcome<AuthorizationRequest> asked = SessionContext.request(session, action, resourceArn, context, now);
        return evaluator
                .then(policy -> asked.map(question -> answer(genuine, policy, question)))
                .fold(outcome -> outcome, GuardOutcome.Refused::new);
    }

    private static GuardOutcome answer(Genuine genuine, PolicyEvaluator policy, AuthorizationRequest question) {
        Decision decision = policy.evaluate(question);
        return decision.allowed()
                ? new GuardOutcome.Allowed(new GuardedRequest(
                        genuine.request(), genuine.session(), decision, () -> policy.explain(question)))
                : new GuardOutcome.Denied(genuine.session(), policy.explain(question));
    }

    private static <T> Outcome<T> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }
}
