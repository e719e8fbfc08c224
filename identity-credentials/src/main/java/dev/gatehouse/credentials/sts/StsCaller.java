package dev.gatehouse.credentials.sts;

import dev.gatehouse.credentials.internal.policy.SessionLimits;
import dev.gatehouse.spi.store.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A caller of the token service that proved to hold its secret key. Only {@link SecurityTokenService#authenticate} makes
 * one; use it for the request that it was made for. Immutable.
 */
public final class StsCaller {
    private final Role role;
    private final @Nullable VendedSession session;
    private final @Nullable LongTermPrincipal principal;

    private StsCaller(Role role, @Nullable VendedSession session, @Nullable LongTermPrincipal principal) {
        this.role = role;
        this.session = session;
        this.principal = principal;
    }

    static StsCaller of(VerifiedSession verified) {
        return new StsCaller(verified.role(), verified.session(), null);
    }

    static StsCaller of(LongTermPrincipal principal, Role role) {
        return new StsCaller(role, null, principal);
    }

    /** Returns the session that called; empty for a long-term principal. */
    public Optional<VendedSession> session() {
        return Optional.ofNullable(session);
    }

    /** Returns who called, as GetCallerIdentity says it. */
    public CallerIdentity identity() {
        if (session != null) {
            return new CallerIdentity(session.principalArn(), session.principalId(), session.account());
        }
        return new CallerIdentity(arn(), user().id().value(), account());
    }

    Optional<LongTermPrincipal> principal() {
        return Optional.ofNullable(principal);
    }

    Role role() {
        return role;
    }

    String arn() {
        return session != null ? session.principalArn() : "arn:aws:iam::" + account() + ":user/" + user().name();
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
        return Map.of(
                "aws:PrincipalArn", arn(),
                "aws:PrincipalAccount", account(),
                "aws:PrincipalType", "User",
                "aws:userid", user().id().value(),
                "aws:username", user().name());
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
        return SessionKeys.part(role.arn(), SessionKeys.ACCOUNT);
    }

    private LongTermPrincipal user() {
        if (principal == null) {
            throw new IllegalStateException("a session has no long-term principal");
        }
        return principal;
    }

    @Override
    public String toString() {
        return "StsCaller[" + arn() + "]";
    }
}
