package dev.gatehouse.spi.hook;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.user.User;
import java.util.Map;
import java.util.Set;

/** Changes the claims of the tokens about to be signed. The reference service's trigger PreTokenGeneration, version 2. */
@FunctionalInterface
public interface PreTokenGeneration {
    /** The claims that a hook can neither set nor suppress (reference service, section 4). */
    Set<String> RESERVED_CLAIMS = Set.of(
            "acr",
            "amr",
            "at_hash",
            "aud",
            "auth_time",
            "azp",
            "client_id",
            "cognito:username",
            "device_key",
            "event_id",
            "exp",
            "iat",
            "identities",
            "iss",
            "jti",
            "nbf",
            "nonce",
            "origin_jti",
            "scope",
            "sub",
            "token_use",
            "username",
            "version");

    /**
     * What the hook sees.
     *
     * @param refresh whether the tokens are renewed, not those of a new sign-in
     * @param clientMetadata what came with the answer to a challenge, or with a refresh that takes it; none where the
     *     first step signed the user in, as with the reference service
     */
    record Event(PoolId pool, ClientId client, User user, boolean refresh, ClientMetadata clientMetadata) {
        /** An event without client metadata. */
        public Event(PoolId pool, ClientId client, User user, boolean refresh) {
            this(pool, client, user, refresh, ClientMetadata.none());
        }
    }

    /**
     * What the hook changes. A reserved claim, or any other that begins with {@code cognito:}, makes the operation
     * fail with {@code USER_LAMBDA_VALIDATION}; nothing is silently dropped.
     *
     * @param idClaims claims to add to or replace in the ID token; strings, numbers, booleans, lists and maps of them
     * @param idSuppressed claims to leave out of the ID token
     * @param accessClaims claims to add to or replace in the access token
     * @param accessSuppressed claims to leave out of the access token
     */
    record Changes(
            Map<String, Object> idClaims,
            Set<String> idSuppressed,
            Map<String, Object> accessClaims,
            Set<String> accessSuppressed) {
        /** Nothing is changed. */
        public static final Changes NONE = new Changes(Map.of(), Set.of(), Map.of(), Set.of());

        public Changes {
            idClaims = Map.copyOf(idClaims);
            idSuppressed = Set.copyOf(idSuppressed);
            accessClaims = Map.copyOf(accessClaims);
            accessSuppressed = Set.copyOf(accessSuppressed);
        }
    }

    Changes change(Event event);
}
