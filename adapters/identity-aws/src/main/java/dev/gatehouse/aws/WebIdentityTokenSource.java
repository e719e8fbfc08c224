package dev.gatehouse.aws;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.VendingRequest;

/**
 * Gives the OpenID token by which an STS recognises an identity: {@code iss} is the provider that the STS trusts,
 * {@code aud} what it expects of it, {@code sub} the identity, {@code amr} whether it proved a login, and
 * {@link SessionTags#CLAIM} the request's tags, if it has any. Thread-safe.
 */
@FunctionalInterface
public interface WebIdentityTokenSource {
    /**
     * Returns a token for the decision in {@code request}, valid for some minutes.
     *
     * @return a signed JWT in compact form of at most 20,000 characters, or why there is none; the vendor passes a
     *     refusal on as it is
     */
    Outcome<Secret> token(VendingRequest request);
}
