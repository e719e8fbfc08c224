package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a message in the outbox; ids sort by time of creation. */
public record OutboxKey(PoolId pool, String id) implements RowKey {}
