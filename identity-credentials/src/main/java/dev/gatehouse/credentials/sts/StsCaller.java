package dev.gatehouse.credentials.sts;

import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.internal.policy.SessionLimits;
import dev.gatehouse.credentials.signature.VerifiedRequest;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A caller that proved to hold its secret key: a session, a long-term principal or the root user. Only
 * {@link CallerVerifier} makes one; use it for the request that it was made for. Immutable.
 */
public final class StsCaller {
    private final VerifiedRequest request;
    private final @Nullable PoolSessions pool;
    private final @Nullable Role role;
    private final @Nullable VendedSession session;
    private final @Nullable LongTermPrincipal principal;
    private final @Nullable RootKey root;

    private StsCaller(
            VerifiedRequest request,
            @Nullable PoolSessions pool,
            @Nullable Role role,
            @Nullable VendedSession session,
            @Nullable LongTermPrincipal principal,
            @Nullable RootKey root) {
        this.request = request;
        this.pool = pool;
        this.role = role;
        this.session = session;
        this.principal = principal;
        this.root = root;
    }

    static StsCaller of(VerifiedSession verified) {
        return new StsCaller(verified.request(), verified.pool(), verified.role(), verified.session(), null, null);
    }

    static StsCaller of(VerifiedRequest request, PoolSessions pool, LongTermPrincipal principal, Role role) {
        return new StsCaller(request, pool, role, null, principal, null);
    }

    static StsCaller of(VerifiedRequest request, RootKey root) {
        return new StsCaller(request, null, null, null, null, root);
    }

    /** Returns the request whose signature held. */
    public VerifiedRequest request() {
        return request;
    }

    /** Returns the session that called; empty for a long-term principal and the root user. */
    public Optional<VendedSession> session() {
        return Optional.ofNullable(session);
    }

    /** Returns the identity pool that the caller's role is of; empty for the root user, which has none. */
    public Optional<PoolId> pool() {
        return Optional.ofNullable(pool).map(PoolSessions::pool);
    }

    /** Returns whether the root user calls, which may do everything. */
    public boolean root() {
        return root != null;
    }

    /** Returns who called, as GetCallerIdentity says it. */
    public CallerIdentity identity() {
        if (session != null) {
            return new CallerIdentity(session.principalArn(), session.principalId(), session.account());
        }
        return new CallerIdentity(arn(), userId(), account());
    }

    Optional<LongTermPrincipal> principal() {
        return Optional.ofNullable(principal);
    }

    Role role() {
        if (role == null) {
            throw new IllegalStateException("the root user has no role");
        }
        return role;
    }

    /** Returns the document of a shared policy of the role's pool. */
    Optional<String> sharedPolicy(PolicyReference policy) {
        return Optional.ofNullable(pool).flatMap(found -> found.roles().sharedPolicy(policy));
    }

    String arn() {
        if (session != null) {
            return session.principalArn();
        }
        return "arn:aws:iam::" + account() + (principal == null ? ":root" : ":user/" + principal.name());
    }

    /** Whether a session made by it is one of a chain of roles: it is a role's session itself. */
    boolean chains() {
        return session != null && session.userName().isEmpty();
    }

    SessionLimits limits() {
        return session == null
                ? SessionLimits.none()
                : new SessionLimits(session.sessionPolicy(), session.sharedSessionPolicies(), session.scopedDown());
    }

    Map<String, String> keys() {
        if (session != null) {
            return session.conditionKeys();
        }
        Map<String, String> keys = new TreeMap<>(Map.of(
                "aws:PrincipalArn", arn(),
                "aws:PrincipalAccount", account(),
                "aws:PrincipalType", principal == null ? "Account" : "User",
                "aws:userid", userId()));
        principal().ifPresent(user -> keys.put("aws:username", user.name()));
        return keys;
    }

    Optional<String> sourceIdentity() {
        return session().flatMap(VendedSession::sourceIdentity);
    }

    Set<String> inheritedKeys() {
        return session().map(VendedSession::transitiveTagKeys).orElse(Set.of());
    }

    Map<String, String> inheritedTags() {
        return session().map(VendedSession::principalTags).orElse(Map.of()).entrySet().stream()
                .filter(tag -> inheritedKeys().contains(tag.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private String account() {
        return root == null ? SessionKeys.part(role().arn(), SessionKeys.ACCOUNT) : root.account();
    }

    private String userId() {
        return principal == null ? account() : principal.id().value();
    }

    @Override
    public String toString() {
        return "StsCaller[" + arn() + "]";
    }
}
