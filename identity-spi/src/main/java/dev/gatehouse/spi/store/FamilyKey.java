package dev.gatehouse.spi.store;

import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;

/** The key of a token family. */
public record FamilyKey(PoolId pool, UserId user, FamilyId family) implements RowKey {}
