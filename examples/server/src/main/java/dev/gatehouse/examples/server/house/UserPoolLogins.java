package dev.gatehouse.examples.server.house;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.credentials.directory.ProviderSource;
import dev.gatehouse.credentials.directory.UserPoolLogin;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.user.ExternalIdentity;
import dev.gatehouse.userpool.directory.UserPools;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The user pools of this server as providers of its identity pools: ID tokens of the one app client that a definition
 * names are logins. The pool is looked up at each login, so that its settings and its end are seen. Thread-safe.
 *
 * @param pools where the user pools are
 * @param issuers how their logins are keyed
 */
record UserPoolLogins(UserPools pools, PoolIssuers issuers) implements ProviderSource {
    @Override
    public Optional<LoginProvider> userPool(UserPoolLogin login) {
        return issuers.pool(login.provider()).map(id -> {
            LoginProvider provider = LoginProvider.of(login.provider(), token -> verify(id, login, token));
            return login.serverSideTokenCheck() ? provider.withLiveCheck(user -> live(id, user)) : provider;
        });
    }

    private Outcome<ExternalIdentity> verify(PoolId id, UserPoolLogin login, String token) {
        return pools.pool(id)
                .fold(
                        pool -> pool.idTokens().verify(token),
                        refusal -> UserPoolLogins.<VerifiedToken>refused("login.pool"))
                .then(verified -> verified.audience().contains(login.clientId())
                        ? Outcome.success(identity(login.provider(), verified))
                        : refused("login.client"));
    }

    private static ExternalIdentity identity(String provider, VerifiedToken token) {
        Map<String, Object> claims = new HashMap<>();
        token.claims().forEach((claim, value) -> {
            if (value != null) {
                claims.put(claim, value);
            }
        });
        return ExternalIdentity.builder(provider, token.subject())
                .claims(claims)
                .originFamily(token.family().map(FamilyId::value))
                .build();
    }

    private boolean live(PoolId id, ExternalIdentity login) {
        return login.originFamily()
                .filter(family -> pools.pool(id)
                        .fold(
                                pool -> pool.sessions().isLive(new UserId(login.subject()), new FamilyId(family)),
                                refusal -> false))
                .isPresent();
    }

    private static <T> Outcome<T> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, rule));
    }
}
