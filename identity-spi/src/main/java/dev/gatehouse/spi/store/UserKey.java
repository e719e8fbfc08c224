package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;

/** The key of a user. */
public record UserKey(PoolId pool, UserId user) implements RowKey {}
