package dev.gatehouse.examples.server.serve;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.SecretHash;
import dev.gatehouse.web.wire.UserPoolFinder;
import java.util.Optional;
import java.util.function.Function;

/** The directory of user pools as the wire protocol asks for it. Thread-safe. */
record Finder(UserPools pools) implements UserPoolFinder {
    @Override
    public Outcome<UserPool> pool(PoolId id) {
        return pools.pool(id);
    }

    @Override
    public Outcome<UserPool> poolOf(ClientId client) {
        return pools.poolOf(client);
    }

    @Override
    public Outcome<UserPool> poolOf(AccessToken token) {
        return pools.poolOf(token);
    }

    @Override
    public Outcome<Done> authenticate(ClientId client, String username, Optional<String> secretHash) {
        return with(client, found -> found.authenticate(username, secretHash.map(SecretHash::of)));
    }

    @Override
    public Outcome<Done> authenticate(ClientId client, RefreshToken token, Optional<String> secretHash) {
        return with(client, found -> found.authenticate("", secretHash.map(SecretHash::of)));
    }

    @Override
    public Outcome<Done> authenticate(ClientId client, Optional<Secret> secret) {
        return with(client, found -> found.authenticateBySecret(secret));
    }

    private Outcome<Done> with(ClientId id, Function<AppClient, Outcome<Done>> check) {
        return pools.poolOf(id)
                .then(pool -> Optional.ofNullable(pool.settings().clients().get(id))
                        .map(check)
                        .orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND)));
    }
}
