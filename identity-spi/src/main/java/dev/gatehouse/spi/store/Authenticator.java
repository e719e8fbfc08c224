package dev.gatehouse.spi.store;

/** Something that a user proves itself with. New kinds may be added in a minor version. */
public sealed interface Authenticator permits PasswordAuthenticator {}
