package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a signing key: its generation, counted from 1 and never reused. */
public record SigningKeyKey(PoolId pool, long generation) implements RowKey {}
