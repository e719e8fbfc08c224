package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.internal.policy.Assumption;
import dev.gatehouse.credentials.role.Roles;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.token.RevocationView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token service of one identity pool: sessions of roles for web identities, for sessions, and for long-term
 * principals. Thread-safe; the package's page has the rules and the refusals.
 */
public final class SecurityTokenService {
    /** The longest web identity token that is read, in characters. */
    public static final int MAX_WEB_IDENTITY_TOKEN = 20_000;

    private static final Duration LONGEST_IN_CHAIN = Duration.ofHours(1);
    private static final Duration USER_SESSION = Duration.ofHours(12);
    private static final String AUTHENTICATED = "authenticated";
    private static final String UNAUTHENTICATED = "unauthenticated";

    private final PoolId pool;
    private final Roles roles;
    private final Stores stores;
    private final CredentialVendor vendor;
    private final RevocationView revocations;
    private final @Nullable CallerVerifier callers;
    private final WebIdentityVerifier webIdentities;
    private final InstantSource clock;
    private final SessionIssue issue;

    private SecurityTokenService(Builder builder) {
        this.pool = builder.pool;
        this.roles = Objects.requireNonNull(builder.roles, "roles");
        this.stores = Objects.requireNonNull(builder.stores, "stores");
        this.vendor = Objects.requireNonNull(builder.vendor, "vendor");
        this.revocations = Objects.requireNonNull(builder.revocations, "revocations");
        this.webIdentities = builder.webIdentities;
        this.clock = Objects.requireNonNull(builder.clock, "clock");
        StsSessions tokens = Objects.requireNonNull(builder.sessions, "sessions");
        this.callers = builder.signatures == null
                ? null
                : CallerVerifier.builder()
                        .pools(SessionPools.only(new PoolSessions(tokens, roles, revocations)))
                        .signatures(builder.signatures)
                        .principals(pool, builder.principals)
                        .clock(clock)
                        .build();
        this.issue = new SessionIssue(roles, vendor, revocations, clock);
    }

    /** Returns a builder of the token service of an identity pool. */
    public static Builder builder(PoolId pool) {
        return new Builder(pool);
    }

    /**
     * Says who signed a request to this service: a session, or a long-term principal without a session token.
     *
     * @return the caller, or a refusal as of {@link CallerVerifier#verify(SignedRequest)}
     * @throws dev.gatehouse.spi.StoreException if the role cannot be read
     * @throws IllegalStateException if no signatures were set: a {@link CallerVerifier} of the application's says it
     */
    public Outcome<StsCaller> authenticate(SignedRequest request) {
        if (callers == null) {
            throw new IllegalStateException("no signatures: set them on the builder, or use a CallerVerifier");
        }
        return callers.verify(request);
    }

    /** Says who the caller is; needs no permission. */
    public CallerIdentity getCallerIdentity(StsCaller caller) {
        return caller.identity();
    }

    /**
     * Vends a session of a role to a session or a long-term principal. Both sides must agree: the caller's own policies
     * allow {@code sts:AssumeRole} on the role, and the role's trust policy names the caller.
     *
     * @return the session, or a refusal that the package's page lists
     * @throws IllegalArgumentException if the caller is of another pool
     */
    public Outcome<AssumedRole> assumeRole(StsCaller caller, AssumeRoleRequest request) {
        requireOwn(caller);
        Optional<Refusal> fault = RequestLimits.fault(request);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        Duration duration = RequestLimits.orElseAnHour(request.duration());
        if (caller.chains() && duration.compareTo(LONGEST_IN_CHAIN) > 0) {
            return refused(ErrorCode.INVALID_PARAMETER, "sts.chained-duration");
        }
        if (caller.sourceIdentity()
                .flatMap(kept -> request.sourceIdentity().filter(given -> !given.equals(kept)))
                .isPresent()) {
            return refused(ErrorCode.ACCESS_DENIED, "sts.source-identity");
        }
        Optional<Role> role = issue.role(request.roleArn());
        if (role.isEmpty()) { // told like one that does not trust the caller
            return refused(ErrorCode.ACCESS_DENIED, "sts.assume-role");
        }
        Optional<String> source = caller.sourceIdentity().or(request::sourceIdentity);
        return issue.tags(caller.inheritedTags(), request).then(tags -> {
            Assumption asked = Assumption.byPrincipal(caller.arn(), caller.keys(), clock.instant())
                    .sessionName(request.sessionName())
                    .externalId(request.externalId())
                    .tags(
                            request.tags(),
                            request.transitiveTagKeys(),
                            !caller.inheritedTags().isEmpty())
                    .sourceIdentity(source, caller.sourceIdentity().isEmpty())
                    .source(request.conditionKeys());
            return issue.allowed(asked, caller, role.get())
                    .then(trusted -> issue.vend(
                            request,
                            role.get(),
                            duration,
                            tags,
                            behind(caller).chained(caller.chains()).sourceIdentity(source)));
        });
    }

    /** Returns a request that carries on who is behind the caller, at the epochs that the caller was vended at. */
    private VendingRequest.Builder behind(StsCaller caller) {
        return caller.session()
                .map(session -> VendingRequest.builder()
                        .pool(pool, session.poolEpoch())
                        .identity(session.identity(), session.identityEpoch())
                        .authenticated(session.authenticated())
                        .originFamily(session.originFamily()))
                .orElseGet(() -> VendingRequest.builder()
                        .pool(pool, revocations.poolEpoch())
                        .identity(caller.principal().orElseThrow().id(), 0)
                        .authenticated(true));
    }

    /**
     * Vends a session of a role to the bearer of an OpenID token of this pool: the basic flow. Session tags and source
     * identity come from the token; the request must have none, nor an external id.
     *
     * @return the session, or a refusal that the package's page lists
     */
    public Outcome<AssumedRole> assumeRoleWithWebIdentity(String token, AssumeRoleRequest request) {
        Optional<Refusal> fault = RequestLimits.fault(request);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        boolean more = !request.tags().isEmpty()
                || request.externalId().isPresent()
                || request.sourceIdentity().isPresent();
        if (more) {
            return refused(ErrorCode.INVALID_PARAMETER, "sts.not-with-web-identity");
        }
        if (token.length() > MAX_WEB_IDENTITY_TOKEN) {
            return refused(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.web-identity");
        }
        return webIdentities
                .verify(token)
                .fold(
                        identity -> assume(identity, request),
                        refusal -> refusal.code() == ErrorCode.EXPIRED_TOKEN
                                ? Outcome.refused(refusal)
                                : refused(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.web-identity"));
    }

    private Outcome<AssumedRole> assume(WebIdentityToken token, AssumeRoleRequest request) {
        if (!token.audience().equals(pool.value())) {
            return refused(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.audience");
        }
        if (!token.sourceIdentity().map(RequestLimits::isSource).orElse(true)) {
            return refused(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.source-identity");
        }
        Optional<Identity> identity =
                stores.identities().find(new IdentityKey(pool, token.subject())).map(Versioned::value);
        if (identity.filter(found -> proves(token, found)).isEmpty()) {
            return refused(ErrorCode.ACCESS_DENIED, "sts.identity");
        }
        Optional<Role> role = issue.role(request.roleArn());
        if (role.isEmpty()) {
            return refused(ErrorCode.ACCESS_DENIED, "sts.assume-role");
        }
        AssumeRoleRequest.Builder tagged = AssumeRoleRequest.builder(request.roleArn(), request.sessionName())
                .transitiveTagKeys(token.transitiveTagKeys());
        token.tags().forEach(tagged::tag);
        return issue.tags(Map.of(), tagged.build()).then(tags -> {
            Assumption asked = Assumption.byWebIdentity(
                            token.audience(), token.subject().value(), token.methods(), clock.instant())
                    .sessionName(request.sessionName())
                    .tags(token.tags(), token.transitiveTagKeys(), false)
                    .sourceIdentity(token.sourceIdentity(), true)
                    .source(request.conditionKeys());
            VendingRequest.Builder behind = VendingRequest.builder()
                    .pool(pool, revocations.poolEpoch())
                    .identity(token.subject(), identity.get().epoch())
                    .authenticated(token.methods().contains(AUTHENTICATED))
                    .context(Map.of(
                            Assumption.AUDIENCE, pool.value(),
                            Assumption.SUBJECT, token.subject().value()))
                    .sourceIdentity(token.sourceIdentity())
                    .originFamily(token.originFamily());
            return issue.trusted(asked, role.get())
                    .then(trusted -> issue.vend(
                            request, role.get(), RequestLimits.orElseAnHour(request.duration()), tags, behind));
        });
    }

    /** The identity is active and still what the token says: with logins, or a guest, who has none and an expiry. */
    private boolean proves(WebIdentityToken token, Identity identity) {
        boolean authenticated = token.methods().contains(AUTHENTICATED);
        boolean loginsThere =
                !identity.logins().isEmpty() || !identity.developerLogins().isEmpty();
        boolean guest =
                identity.expiresAt().map(end -> clock.instant().isBefore(end)).orElse(false);
        return identity.state() == Identity.State.ACTIVE
                && authenticated != token.methods().contains(UNAUTHENTICATED)
                && authenticated == loginsThere
                && authenticated != guest;
    }

    /**
     * Vends a session of its own to a long-term principal, for 12 hours. Sessions cannot ask for sessions of their own.
     *
     * @return the credentials, or {@code ACCESS_DENIED} with {@code sts.long-term-only}; see the overload
     */
    public Outcome<TemporaryCredentials> getSessionToken(StsCaller caller) {
        return getSessionToken(caller, USER_SESSION);
    }

    /**
     * Vends a session of its own to a long-term principal.
     *
     * @param duration 15 minutes to 36 hours
     * @return the credentials, or {@code ACCESS_DENIED} with {@code sts.long-term-only}, {@code INVALID_PARAMETER} with
     *     {@code sts.duration}, {@code TOO_MANY_REQUESTS} with {@code sts.revocation-view}
     * @throws IllegalArgumentException if the caller is of another pool
     */
    public Outcome<TemporaryCredentials> getSessionToken(StsCaller caller, Duration duration) {
        requireOwn(caller);
        Optional<LongTermPrincipal> principal = caller.principal();
        if (principal.isEmpty()) {
            return refused(ErrorCode.ACCESS_DENIED, "sts.long-term-only");
        }
        if (revocations.isStale(clock.instant())) {
            return refused(ErrorCode.TOO_MANY_REQUESTS, "sts.revocation-view");
        }
        RoleName name = principal.get().role();
        Role role = caller.role();
        return vendor.vend(behind(caller)
                .role(name, role.arn(), role.incarnation(), Math.max(role.epoch(), revocations.roleEpoch(name)))
                .sessionName("user")
                .userName(Optional.of(principal.get().name()))
                .transitiveTagKeys(Set.of())
                .duration(duration)
                .build());
    }

    private void requireOwn(StsCaller caller) {
        if (!caller.pool().equals(Optional.of(pool))) {
            throw new IllegalArgumentException("a caller of another pool");
        }
    }

    private static <T> Outcome<T> refused(ErrorCode code, String rule) {
        return Outcome.refused(Refusal.of(code, rule));
    }

    @Override
    public String toString() {
        return "SecurityTokenService[" + pool + "]";
    }

    /** Builds a {@link SecurityTokenService}. Not thread-safe. */
    public static final class Builder {
        private final PoolId pool;
        private @Nullable Roles roles;
        private @Nullable Stores stores;
        private @Nullable CredentialVendor vendor;
        private @Nullable StsSessions sessions;
        private @Nullable SignatureVerifier signatures;
        private @Nullable RevocationView revocations;
        private WebIdentityVerifier webIdentities = token -> refused(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.none");
        private LongTermPrincipals principals = LongTermPrincipals.none();
        private @Nullable InstantSource clock;

        private Builder(PoolId pool) {
            this.pool = pool;
        }

        /** The pool's roles. */
        public Builder roles(Roles value) {
            this.roles = value;
            return this;
        }

        /** The pool's stores. */
        public Builder stores(Stores value) {
            this.stores = value;
            return this;
        }

        /** Who makes the credentials: a {@link LocalSts} whose tokens {@link #sessions} opens. */
        public Builder vendor(CredentialVendor value) {
            this.vendor = value;
            return this;
        }

        /** Opens the tokens of callers. */
        public Builder sessions(StsSessions value) {
            this.sessions = value;
            return this;
        }

        /** Verifies the signatures of callers, for the service {@code sts}; needed for {@link #authenticate} only. */
        public Builder signatures(SignatureVerifier value) {
            this.signatures = value;
            return this;
        }

        /** What is revoked in the pool. */
        public Builder revocations(RevocationView value) {
            this.revocations = value;
            return this;
        }

        /** Verifies the pool's OpenID tokens; without it there is no AssumeRoleWithWebIdentity. */
        public Builder webIdentities(WebIdentityVerifier value) {
            this.webIdentities = value;
            return this;
        }

        /** The long-term principals; none unless set. */
        public Builder principals(LongTermPrincipals value) {
            this.principals = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        /** Returns the service; all but signatures, web identities and principals must be set. */
        public SecurityTokenService build() {
            return new SecurityTokenService(this);
        }
    }
}
