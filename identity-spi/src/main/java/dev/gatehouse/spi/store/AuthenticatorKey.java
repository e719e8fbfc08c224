package dev.gatehouse.spi.store;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;

/** The key of an authenticator: {@code password}, or a kind and an id of its own, at most 256 characters. */
public record AuthenticatorKey(PoolId pool, UserId user, String name) implements RowKey {}
