package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a one-time value: an HMAC in Base64url, never an address or a code. */
public record OneTimeKey(PoolId pool, String digest) implements RowKey {}
