package dev.gatehouse.spi.store;

/** Logins that may find an identity: an index on the truth in {@link IdentityStore}. */
public interface LoginStore extends RowStore<LoginKey, Login> {}
