package dev.gatehouse.spi.credential;

import dev.gatehouse.Outcome;

/**
 * Makes temporary credentials for a decision already made. The local STS is one; a real STS, a database or an object
 * store may be others. Thread-safe.
 */
@FunctionalInterface
public interface CredentialVendor {
    /**
     * Returns credentials, or refuses with {@code PACKED_POLICY_TOO_LARGE} when session policy and tags do not fit.
     *
     * <p>Every limit of the request holds: the session policy, shared ones, {@link VendingRequest#scopedDown()}. A vendor
     * whose target cannot hold one of them refuses with {@code UNSUPPORTED_OPERATION}; it never leaves one out.
     *
     * @throws dev.gatehouse.spi.VendorException if the target could not be reached
     */
    Outcome<TemporaryCredentials> vend(VendingRequest request);
}
