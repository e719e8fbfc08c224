package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.codec.RowType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of one store, spelt once. Parameters come in the order key, write ids, the rest. Names are
 * constants of {@link RowType}; nothing from outside is ever part of a statement.
 */
final class RowStatements {
    final String find;
    final String state;
    final String insert;
    final String replace;
    final String delete;
    final String sweep;
    final String revoke;
    private final String columns;
    private final String table;
    private final List<String> keys;

    RowStatements(RowType<?, ?> type, Dialect dialect) {
        boolean revocable = revocable(type);
        this.table = table(type.name());
        this.keys = type.keyNames();
        String key = keys.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
        String revoked = revocable ? "revoked" : "0";
        this.columns = "wid, body, " + revoked + ", " + String.join(", ", keys);
        this.find = "SELECT wid, body, " + revoked + " FROM " + table + " WHERE " + key;
        this.state = "SELECT wid, format, " + revoked + " FROM " + table + " WHERE " + key;
        this.insert = "INSERT INTO " + table + " (" + String.join(", ", keys) + ", wid, format, body, expires_at"
                + (revocable ? ", revoked" : "") + ") VALUES (" + "?, ".repeat(keys.size()) + "?, ?, ?, ?"
                + (revocable ? ", ?" : "") + ") ON CONFLICT DO NOTHING";
        this.replace = "UPDATE " + table + " SET wid = ?, format = ?, body = ?, expires_at = ?"
                + (revocable ? ", revoked = ?" : "") + " WHERE " + key + " AND wid = ? AND format <= ?"
                + (revocable ? " AND revoked = 0" : "");
        this.delete = "DELETE FROM " + table + " WHERE " + key + " AND wid = ?";
        this.sweep = dialect.sweep(table);
        this.revoke = "UPDATE " + table + " SET revoked = 1, wid = ? WHERE " + key;
    }

    static String table(String store) {
        return "gatehouse_" + store;
    }

    static boolean revocable(RowType<?, ?> type) {
        return type.name().equals("token_families");
    }

    /** Returns the listing of rows that share the first {@code fixed} key columns, after a key or from the start. */
    String page(int fixed, boolean after) {
        List<String> rest = keys.subList(fixed, keys.size());
        String where =
                keys.subList(0, fixed).stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
        String beyond =
                after ? " AND (" + String.join(", ", rest) + ") > (" + "?, ".repeat(rest.size() - 1) + "?)" : "";
        return "SELECT " + columns + " FROM " + table + " WHERE " + where + beyond + " ORDER BY "
                + String.join(", ", keys) + " LIMIT ?";
    }
}
