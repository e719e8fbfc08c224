package dev.gatehouse.userpool.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.TokenVerifier;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** The issuers of pools, there and back. Thread-safe. */
record Issuers(Function<PoolId, URI> issuer) {
    private static final PoolId SAMPLE = new PoolId("region-1_Ab3dE6gHi");

    /** @throws IllegalArgumentException if an issuer does not end in the pool's id, which is how the way back is found */
    Issuers {
        if (!issuer.apply(SAMPLE).toString().endsWith("/" + SAMPLE)) {
            throw new IllegalArgumentException("an issuer ends in / and the pool's id");
        }
    }

    URI of(PoolId pool) {
        return issuer.apply(pool);
    }

    /**
     * Returns the pool that a token says it is from. Nothing of the token is verified: this only chooses who is to
     * judge it.
     */
    Optional<PoolId> claimed(AccessToken token) {
        String compact = token.value();
        if (compact.length() > TokenVerifier.DEFAULT_MAX_LENGTH) {
            return Optional.empty();
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(compact.substring(first + 1, second));
            Object issued =
                    Json.parseObject(claims, TokenVerifier.DEFAULT_MAX_LENGTH).get("iss");
            return issued instanceof String text ? pool(text) : Optional.empty();
        } catch (IllegalArgumentException | JsonException e) {
            return Optional.empty(); // not a token: nobody's
        }
    }

    private Optional<PoolId> pool(String issued) {
        String last = issued.substring(issued.lastIndexOf('/') + 1);
        if (!Ids.isPool(last)) {
            return Optional.empty();
        }
        PoolId pool = new PoolId(last);
        return issuer.apply(pool).toString().equals(issued) ? Optional.of(pool) : Optional.empty();
    }
}
