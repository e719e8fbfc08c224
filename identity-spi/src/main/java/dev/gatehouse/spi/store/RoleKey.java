package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;

/** The key of a role. */
public record RoleKey(PoolId pool, RoleName role) implements RowKey {}
