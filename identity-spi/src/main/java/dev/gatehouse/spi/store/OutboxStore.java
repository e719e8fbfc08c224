package dev.gatehouse.spi.store;

/** Messages to send at least once. */
public interface OutboxStore extends RowStore<OutboxKey, OutboxMessage> {}
