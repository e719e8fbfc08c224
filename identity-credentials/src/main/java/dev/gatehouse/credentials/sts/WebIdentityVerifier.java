package dev.gatehouse.credentials.sts;

import dev.gatehouse.Outcome;

/**
 * Verifies the OpenID tokens of an identity pool: signature, issuer, expiry. Audience and subject are compared by the
 * token service. Thread-safe.
 */
@FunctionalInterface
public interface WebIdentityVerifier {
    /**
     * Verifies one token.
     *
     * @param token as the client presented it; at most {@link SecurityTokenService#MAX_WEB_IDENTITY_TOKEN} characters
     * @return what it says, or {@code EXPIRED_TOKEN}, or another refusal, which the token service reports as
     *     {@code INVALID_IDENTITY_TOKEN}
     */
    Outcome<WebIdentityToken> verify(String token);
}
