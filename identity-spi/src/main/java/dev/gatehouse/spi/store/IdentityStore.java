package dev.gatehouse.spi.store;

/** Identities of an identity pool: the truth about logins. */
public interface IdentityStore extends RowStore<IdentityKey, Identity> {}
