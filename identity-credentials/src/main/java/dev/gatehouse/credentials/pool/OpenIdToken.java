package dev.gatehouse.credentials.pool;

import dev.gatehouse.IdentityId;
import dev.gatehouse.token.IdToken;

/**
 * An identity pool's own OpenID token, and whose it is.
 *
 * @param identity the identity: the one asked for, or the one that it was merged into
 * @param token for {@code AssumeRoleWithWebIdentity}, or as a login under {@link IdentityTokens#PROVIDER}
 */
public record OpenIdToken(IdentityId identity, IdToken token) {}
