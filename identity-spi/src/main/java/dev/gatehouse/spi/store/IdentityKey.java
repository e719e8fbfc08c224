package dev.gatehouse.spi.store;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;

/** The key of an identity. */
public record IdentityKey(PoolId pool, IdentityId identity) implements RowKey {}
