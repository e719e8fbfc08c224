package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;

/** The key of a stored row. Every row belongs to one pool; no verb ever crosses pools. */
public interface RowKey {
    /** Returns the pool that the row belongs to. */
    PoolId pool();
}
