package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;

/** The key of an entry in a group's list of members. */
public record MemberKey(PoolId pool, String group, UserId user) implements RowKey {}
