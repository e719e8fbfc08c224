package dev.gatehouse.spi.store;

/** Signing keys of a user pool or an identity pool. */
public interface SigningKeyStore extends RowStore<SigningKeyKey, SigningKeyRow> {}
