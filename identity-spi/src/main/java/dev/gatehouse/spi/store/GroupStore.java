package dev.gatehouse.spi.store;

/** Groups of a pool's users. Who is in them is said by {@link UserRow#memberships}. */
public interface GroupStore extends RowStore<GroupKey, GroupRow> {}
