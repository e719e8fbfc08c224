package dev.gatehouse.credentials.pool;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.token.VerifiedToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pool's own OpenID token says, after {@link IdentityTokens#verify} checked it and the identity behind it.
 * Immutable; never prints its claims.
 */
public final class IdentityToken {
    static final String AUTHENTICATED = "authenticated";
    static final String UNAUTHENTICATED = "unauthenticated";
    static final String TAGS = "https://aws.amazon.com/tags";
    static final String PRINCIPAL_TAGS = "principal_tags";

    private final PoolId pool;
    private final IdentityId identity;
    private final long identityEpoch;
    private final VerifiedToken token;

    IdentityToken(PoolId pool, IdentityId identity, long identityEpoch, VerifiedToken token) {
        this.pool = pool;
        this.identity = identity;
        this.identityEpoch = identityEpoch;
        this.token = token;
    }

    /** Returns the identity pool: the token's {@code aud}. */
    public PoolId pool() {
        return pool;
    }

    /** Returns the identity: the token's {@code sub}, or what that was merged into since. */
    public IdentityId identity() {
        return identity;
    }

    /** Returns the identity's epoch when the token was verified. */
    public long identityEpoch() {
        return identityEpoch;
    }

    /** Returns the token's {@code amr}: authenticated or unauthenticated, then provider and methods of each login. */
    public List<String> methods() {
        return token.texts("amr");
    }

    /** Returns whether the bearer proved a login; a guest did not. */
    public boolean authenticated() {
        return methods().contains(AUTHENTICATED);
    }

    /** Returns the provider of the first login. */
    public Optional<String> provider() {
        return methods().stream().skip(1).findFirst();
    }

    /** Returns the principal tags that the developer's backend put in. */
    public Map<String, String> principalTags() {
        Map<String, String> tags = new HashMap<>();
        if (token.claims().get(TAGS) instanceof Map<?, ?> claim && claim.get(PRINCIPAL_TAGS) instanceof Map<?, ?> all) {
            all.forEach((name, values) -> {
                if (name instanceof String key && values instanceof List<?> list && list.size() == 1) {
                    tags.put(key, String.valueOf(list.get(0)));
                }
            });
        }
        return Map.copyOf(tags);
    }

    /** Returns the token's end: it is invalid from this moment on. */
    public Instant expiresAt() {
        return token.expiresAt();
    }

    /** Returns the token's claims, without those that are null. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        token.claims().forEach((name, value) -> {
            if (value != null) {
                claims.put(name, value);
            }
        });
        return Map.copyOf(claims);
    }

    @Override
    public String toString() {
        return "IdentityToken[" + identity + ", until " + expiresAt() + "]";
    }
}
