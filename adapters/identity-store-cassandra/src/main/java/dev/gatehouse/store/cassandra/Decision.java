package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.gatehouse.spi.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What a lightweight transaction answered.
 *
 * @param applied whether it took effect
 * @param wid otherwise the write that the row carries; null if there is no row
 * @param format its format
 * @param life the life under which it is listed; null if the statement did not ask for it
 * @param revoked whether it is a revoked family
 */
record Decision(
        boolean applied,
        @Nullable String wid,
        int format,
        @Nullable String life,
        boolean revoked) {
    static Decision of(ResultSet result) {
        Row row = result.one();
        if (row == null) {
            throw new StoreException("a lightweight transaction was not answered");
        }
        if (row.getBoolean("[applied]")) {
            return new Decision(true, null, 0, null, false);
        }
        return new Decision(
                false,
                text(row, "wid"),
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

    /** Returns whether the row is there and carries this write. */
    boolean carries(String write) {
        return write.equals(wid);
    }
}
