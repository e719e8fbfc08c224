package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a login: the provider's name, at most 128 characters, and its subject, at most 512. */
public record LoginKey(PoolId pool, String provider, String subject) implements RowKey {}
