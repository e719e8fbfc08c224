package dev.gatehouse.spi.store;

/** Signing keys of a user pool. */
public interface SigningKeyStore extends RowStore<SigningKeyKey, SigningKeyRow> {}
