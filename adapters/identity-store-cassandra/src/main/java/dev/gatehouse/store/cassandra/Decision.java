package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.gatehouse.spi.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What a lightweight transaction answered.
 *
 * @param applied whether it took effect at this try
 * @param unsure whether an earlier try may have taken effect
 * @param wid the write that the row carries; null if there is no row
 * @param prev the {@linkplain Trails trail} of that write; null if there is none
 * @param format the row's format
 * @param life the life under which it is listed; null if there is no row
 * @param revoked whether it is a revoked family
 */
record Decision(
        boolean applied,
        boolean unsure,
        @Nullable String wid,
        @Nullable String prev,
        int format,
        @Nullable String life,
        boolean revoked) {
    static Decision of(ResultSet result, boolean unsure) {
        Row row = result.one();
        if (row == null) {
            throw new StoreException("a lightweight transaction was not answered");
        }
        if (row.getBoolean("[applied]")) {
            return new Decision(true, unsure, null, null, 0, null, false);
        }
        return new Decision(
                false,
                unsure,
                text(row, "wid"),
                text(row, "prev"),
                has(row, "format") ? row.getInt("format") : 0,
                text(row, "life"),
                has(row, "revoked") && row.getBoolean("revoked"));
    }

    private static boolean has(Row row, String name) {
        return row.getColumnDefinitions().contains(name);
    }

    private static @Nullable String text(Row row, String name) {
        return has(row, name) ? row.getString(name) : null;
    }

    /** Returns whether the row carries this write. */
    boolean carries(String write) {
        return write.equals(wid);
    }

    /** Returns whether the write, or the delete, was there and others came since. */
    boolean follows(String write) {
        return Trails.contains(prev, write);
    }

    /** Returns whether there is no row, and all is known of what there was. */
    boolean leavesRoom() {
        return !applied && wid == null && life == null && Trails.isComplete(prev);
    }

    /** Returns this as the answer to one of several tries. */
    Decision afterAnother() {
        return new Decision(applied, true, wid, prev, format, life, revoked);
    }

    /** Returns whether the write took effect, at this try or an earlier one. */
    boolean won(String write) {
        return applied || carries(write) || (unsure && follows(write));
    }

    /** Returns whether the delete removed the row, at this try or an earlier one. */
    boolean removed(String delete) {
        return applied || (unsure && follows(delete));
    }
}
