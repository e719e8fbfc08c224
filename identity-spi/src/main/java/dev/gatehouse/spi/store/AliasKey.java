package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;
import dev.gatehouse.user.AliasKind;

/** The key of a name that finds a user: kind and canonical value. */
public record AliasKey(PoolId pool, AliasKind kind, String canonical) implements RowKey {}
