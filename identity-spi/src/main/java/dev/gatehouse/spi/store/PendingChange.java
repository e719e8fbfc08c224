package dev.gatehouse.spi.store;

/**
 * An address that waits to be verified before it replaces the present one.
 *
 * @param value the new address as typed
 * @param nonce binds the code to this request: 128 bits, Base64url
 */
public record PendingChange(String value, String nonce) {}
