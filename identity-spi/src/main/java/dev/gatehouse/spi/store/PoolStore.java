package dev.gatehouse.spi.store;

/** Pools. */
public interface PoolStore extends RowStore<PoolKey, PoolRow> {}
