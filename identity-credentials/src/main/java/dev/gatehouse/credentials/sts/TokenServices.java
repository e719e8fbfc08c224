package dev.gatehouse.credentials.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * The token services of many identity pools as one: each request goes to the pool of its caller, or of its token.
 * A caller can assume roles of its own pool only. Thread-safe.
 */
public final class TokenServices {
    private static final Duration USER_SESSION = Duration.ofHours(12);

    private final Function<PoolId, Optional<SecurityTokenService>> pools;

    /**
     * Returns the token services of many pools.
     *
     * @param pools returns the token service of a pool, or empty if there is none; what it throws is passed on
     */
    public TokenServices(Function<PoolId, Optional<SecurityTokenService>> pools) {
        this.pools = pools;
    }

    /** Says who the caller is; needs no permission. */
    public CallerIdentity getCallerIdentity(StsCaller caller) {
        return caller.identity();
    }

    /**
     * Vends a session of a role of the caller's pool; see {@link SecurityTokenService#assumeRole}. The root user cannot
     * assume roles: {@code ACCESS_DENIED} with {@code sts.root}.
     */
    public Outcome<AssumedRole> assumeRole(StsCaller caller, AssumeRoleRequest request) {
        return of(caller).then(service -> service.assumeRole(caller, request));
    }

    /**
     * Vends a session of its own to a long-term principal, for 12 hours; see the overload.
     */
    public Outcome<TemporaryCredentials> getSessionToken(StsCaller caller) {
        return getSessionToken(caller, USER_SESSION);
    }

    /**
     * Vends a session of its own to a long-term principal; see {@link SecurityTokenService#getSessionToken}. The root
     * user gets none: {@code ACCESS_DENIED} with {@code sts.root}.
     */
    public Outcome<TemporaryCredentials> getSessionToken(StsCaller caller, Duration duration) {
        return of(caller).then(service -> service.getSessionToken(caller, duration));
    }

    /**
     * Vends a session of a role to the bearer of an OpenID token of one of the pools; see
     * {@link SecurityTokenService#assumeRoleWithWebIdentity}. Which pool verifies it, its {@code aud} says.
     *
     * @return the session, or a refusal; {@code INVALID_IDENTITY_TOKEN} with {@code sts.web-identity} where no pool is
     *     the token's
     */
    public Outcome<AssumedRole> assumeRoleWithWebIdentity(String token, AssumeRoleRequest request) {
        Optional<Refusal> fault = RequestLimits.fault(request);
        if (fault.isPresent()) {
            return Outcome.refused(fault.get());
        }
        return audience(token)
                .flatMap(pools)
                .map(service -> service.assumeRoleWithWebIdentity(token, request))
                .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.INVALID_IDENTITY_TOKEN, "sts.web-identity")));
    }

    private Outcome<SecurityTokenService> of(StsCaller caller) {
        if (caller.root()) {
            return Outcome.refused(Refusal.of(ErrorCode.ACCESS_DENIED, "sts.root"));
        }
        return caller.pool()
                .flatMap(pools)
                .map(Outcome::success)
                .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sts.token")));
    }

    /** Returns the pool that a token says it is for; nothing of it is believed (RFC 7519 §4.1.3). */
    private static Optional<PoolId> audience(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (token.length() > SecurityTokenService.MAX_WEB_IDENTITY_TOKEN || first < 0 || second < 0) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
            return Json.parseObject(claims, SecurityTokenService.MAX_WEB_IDENTITY_TOKEN)
                                    .get("aud")
                            instanceof String audience
                    ? Optional.of(new PoolId(audience))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonException e) {
            return Optional.empty(); // no base64, no JSON, or no pool's id
        }
    }

    @Override
    public String toString() {
        return "TokenServices";
    }
}
