package dev.gatehouse.spi.store;

/** Users: the truth about aliases, status and session epoch. */
public interface UserStore extends RowStore<UserKey, UserRow> {}
