package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import java.util.Optional;

/** Lineages of refresh tokens. */
public interface TokenFamilyStore extends RowStore<FamilyKey, TokenFamily> {
    /** F1. Returns the families of one user, as {@link #page} does of a pool. */
    Page<Row<FamilyKey, TokenFamily>> ofUser(PoolId pool, UserId user, Optional<Cursor> cursor, int limit);

    /**
     * F2. Marks a family as revoked, whatever its version. A {@code replace} that races with it loses, or came
     * before; a revoked family is never replaced. Returns false only if there is no such family. Repeats are
     * harmless.
     */
    boolean revoke(FamilyKey key, WriteId write);
}
