package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of an attempt row: an HMAC in Base64url over what is tried and by whom. */
public record AttemptKey(PoolId pool, String digest) implements RowKey {}
