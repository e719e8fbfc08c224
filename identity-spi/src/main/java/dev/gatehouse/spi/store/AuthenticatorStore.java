package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import java.util.Optional;

/** What users prove themselves with. */
public interface AuthenticatorStore extends RowStore<AuthenticatorKey, Authenticator> {
    /** P1. Returns the authenticators of one user, as {@link #page} does of a pool. */
    Page<Row<AuthenticatorKey, Authenticator>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit);
}
