package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a pool. */
public record PoolKey(PoolId pool) implements RowKey {}
