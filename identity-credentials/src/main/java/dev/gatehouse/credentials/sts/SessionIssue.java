package dev.gatehouse.credentials.sts;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.internal.policy.Assumption;
import dev.gatehouse.credentials.internal.policy.PolicyCompiler;
import dev.gatehouse.credentials.internal.policy.SessionTags;
import dev.gatehouse.credentials.internal.policy.TrustPolicies;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the ways of assuming a role share: tags, permission on both sides, session policies, and the vendor's part. */
final class SessionIssue {
    private static final Map<String, String> RULES = Map.of(
            "sts:TagSession", "sts.tag-session",
            "sts:SetSourceIdentity", "sts.set-source-identity");

    private final Roles roles;
    private final CredentialVendor vendor;
    private final RevocationView revocations;
    private final InstantSource clock;
    private final TrustPolicies trust = new TrustPolicies();
    private final PolicyCompiler policies = new PolicyCompiler();

    SessionIssue(Roles roles, CredentialVendor vendor, RevocationView revocations, InstantSource clock) {
        this.roles = roles;
        this.vendor = vendor;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** The tags of the session to be. */
    record Tags(Map<String, String> values, Set<String> transitive) {}

    /** Returns the role of exactly this ARN, whose form was judged. */
    Optional<Role> role(String arn) {
        return roles.find(new RoleName(RequestLimits.roleName(arn)))
                .filter(role -> role.arn().equals(arn));
    }

    /** Returns inherited and passed tags together: none that is inherited may be passed again. */
    Outcome<Tags> tags(Map<String, String> inherited, AssumeRoleRequest request) {
        boolean overridden = request.tags().keySet().stream()
                .anyMatch(key -> inherited.keySet().stream().anyMatch(kept -> SessionTags.same(kept, key)));
        if (overridden) {
            return refused(ErrorCode.INVALID_PARAMETER, "tags.inherited");
        }
        Map<String, String> all = new TreeMap<>(inherited);
        all.putAll(request.tags());
        Set<String> transitive = new HashSet<>(inherited.keySet());
        transitive.addAll(request.transitiveTagKeys());
        Optional<Refusal> fault = SessionTags.fault(all, transitive);
        return fault.<Outcome<Tags>>map(Outcome::refused).orElseGet(() -> Outcome.success(new Tags(all, transitive)));
    }

    /** Both sides agree: the caller's own policies, and the role's trust policy. */
    Outcome<Done> allowed(Assumption asked, StsCaller caller, Role role) {
        return policies.evaluator(caller.role(), caller.limits(), List.of(), roles::sharedPolicy)
                .then(own -> judged(asked.refusedByCaller(own, role.arn())))
                .then(mayAsk -> trusted(asked, role));
    }

    /** The role's trust policy lets the caller in. */
    Outcome<Done> trusted(Assumption asked, Role role) {
        return judged(asked.refusedByTrust(trust.of(role.trustPolicy()), role.arn()));
    }

    private static Outcome<Done> judged(Optional<String> refusedAction) {
        return refusedAction
                .<Outcome<Done>>map(
                        action -> refused(ErrorCode.ACCESS_DENIED, RULES.getOrDefault(action, "sts.assume-role")))
                .orElseGet(Outcome::done);
    }

    /**
     * Vends the session.
     *
     * @param behind who asked, at which epochs
     */
    Outcome<AssumedRole> vend(
            AssumeRoleRequest request, Role role, Duration duration, Tags tags, VendingRequest.Builder behind) {
        if (duration.compareTo(role.maxSessionDuration()) > 0) {
            return refused(ErrorCode.INVALID_PARAMETER, "sts.duration");
        }
        if (revocations.isStale(clock.instant())) { // an epoch from a view that never read would be dead at birth
            return refused(ErrorCode.TOO_MANY_REQUESTS, "sts.revocation-view");
        }
        Set<PolicyReference> shared = new HashSet<>();
        for (String arn : request.policyArns()) {
            Optional<PolicyReference> policy = shared(arn, role);
            if (policy.isEmpty()) {
                return refused(ErrorCode.INVALID_PARAMETER, "sts.policy-arn");
            }
            shared.add(policy.get());
        }
        RoleName name = new RoleName(RequestLimits.roleName(role.arn()));
        VendingRequest grant = behind.role(
                        name, role.arn(), role.incarnation(), Math.max(role.epoch(), revocations.roleEpoch(name)))
                .sessionName(request.sessionName())
                .sessionPolicy(request.policy())
                .sharedSessionPolicies(shared)
                .principalTags(tags.values())
                .transitiveTagKeys(tags.transitive())
                .duration(duration)
                .build();
        return vendor.vend(grant).map(credentials -> new AssumedRole(credentials, grant));
    }

    /** Returns the policy of an ARN of the role's own account. */
    private Optional<PolicyReference> shared(String arn, Role role) {
        String prefix = "arn:aws:iam::" + SessionKeys.part(role.arn(), SessionKeys.ACCOUNT) + ":policy/";
        return arn.startsWith(prefix) ? roles.reference(arn.substring(prefix.length())) : Optional.empty();
    }

    private static <T> Outcome<T> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }
}
