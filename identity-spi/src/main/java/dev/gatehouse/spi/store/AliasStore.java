package dev.gatehouse.spi.store;

/** Names that may find a user: an index on the truth in {@link UserStore}. */
public interface AliasStore extends RowStore<AliasKey, Alias> {}
