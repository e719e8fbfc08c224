package dev.gatehouse.spi.store;

/** Roles of an identity pool. */
public interface RoleStore extends RowStore<RoleKey, Role> {}
