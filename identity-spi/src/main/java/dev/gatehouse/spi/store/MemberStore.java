package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import java.util.Optional;

/** Lists of members: an index on the truth in {@link UserStore}. */
public interface MemberStore extends RowStore<MemberKey, Member> {
    /** G1. Returns the entries of one group, as {@link #page} does of a pool. */
    Page<Row<MemberKey, Member>> ofGroup(PoolId pool, String group, Optional<Cursor> cursor, int limit);
}
