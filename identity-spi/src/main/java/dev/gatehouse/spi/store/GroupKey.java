package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a group: its canonical name, case preserved, at most 128 code points. */
public record GroupKey(PoolId pool, String group) implements RowKey {}
