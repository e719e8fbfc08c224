package dev.gatehouse.spi.store;

import dev.gatehouse.IdentityId;

/**
 * A login that may find an identity. The row's version is the claim; it counts only while the identity's row names
 * it.
 *
 * @param identity whom the login finds
 */
public record Login(IdentityId identity) {}
