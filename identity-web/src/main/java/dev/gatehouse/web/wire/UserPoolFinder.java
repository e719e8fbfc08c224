package dev.gatehouse.web.wire;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.RefreshToken;
import java.util.Optional;

/** Finds the user pool that a call is about, and checks the secrets of app clients. Thread-safe. */
public interface UserPoolFinder {
    /** Returns a pool, or {@code RESOURCE_NOT_FOUND}. */
    Outcome<UserPool> pool(PoolId id);

    /** Returns the pool of an app client, or {@code RESOURCE_NOT_FOUND}. */
    Outcome<UserPool> poolOf(ClientId client);

    /** Returns the pool that a token says it is of, unverified, or {@code NOT_AUTHORIZED}. */
    Outcome<UserPool> poolOf(AccessToken token);

    /** Checks the hash of a client's secret and a user name; nothing to check where the client has no secret. */
    Outcome<Done> authenticate(ClientId client, String username, Optional<String> secretHash);

    /** Checks the hash of a client's secret and the user of a refresh token. */
    Outcome<Done> authenticate(ClientId client, RefreshToken token, Optional<String> secretHash);

    /** Checks a client's secret itself. */
    Outcome<Done> authenticate(ClientId client, Optional<Secret> secret);
}
