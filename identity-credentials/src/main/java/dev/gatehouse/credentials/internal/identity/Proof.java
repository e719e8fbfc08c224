package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.spi.store.LoginKey;

/**
 * A login whose token was verified, or a user that the developer's backend vouches for.
 *
 * @param key the login's row
 * @param developer whether its provider is the developer's own, of which an identity may have many users
 */
public record Proof(LoginKey key, boolean developer) {}
