package dev.gatehouse.store.cassandra;

import dev.gatehouse.spi.codec.RowType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of one store, spelt once. Every write has a condition, deletes included. An update, unlike an insert,
 * leaves no marker of the row behind, so a row is gone when its cells are. Names are constants of {@link RowType};
 * nothing from outside is ever part of a statement.
 */
final class RowStatements {
    final String find;
    /** Parameters: TTL, write id, format, body, life, [revoked,] key. */
    final String insert;
    /** Parameters: write id, format, body, [revoked,] key, expected, format. The row goes on to be listed as it is. */
    final String keep;
    /** Parameters: TTL, write id, format, body, life, [revoked,] key, expected, format, life. */
    final String turn;
    /** Parameters: key, expected, life. */
    final String delete;
    /** Parameters: key. */
    final String life;
    /** Parameters: TTL, write id, key, life. */
    final String revoke;

    private final String columns;
    private final String table;
    private final List<String> keys;

    RowStatements(RowType<?, ?> type, String keyspace) {
        boolean revocable = revocable(type);
        this.table = keyspace + "." + table(type.name());
        this.keys = type.keyNames();
        String key = keys.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
        String more = revocable ? ", revoked" : "";
        String set = revocable ? ", revoked = ?" : "";
        String alive = revocable ? " AND revoked = false" : "";
        this.columns = "wid, body" + more + ", " + String.join(", ", keys);
        this.find = "SELECT wid, body" + more + " FROM " + table + " WHERE " + key;
        this.insert = "UPDATE " + table + " USING TTL ? SET wid = ?, format = ?, body = ?, life = ?" + set + " WHERE "
                + key + " IF wid = null AND life = null";
        this.keep = "UPDATE " + table + " SET wid = ?, format = ?, body = ?" + set + " WHERE " + key
                + " IF wid = ? AND format <= ?" + (type.expiring() ? " AND life != ''" : "") + alive;
        this.turn = "UPDATE " + table + " USING TTL ? SET wid = ?, format = ?, body = ?, life = ?" + set + " WHERE "
                + key + " IF wid = ? AND format <= ? AND life = ?" + alive;
        this.delete = "DELETE FROM " + table + " WHERE " + key + " IF wid = ? AND life = ?";
        this.life = "SELECT wid, life FROM " + table + " WHERE " + key;
        this.revoke = "UPDATE " + table + " USING TTL ? SET wid = ?, revoked = true WHERE " + key
                + " IF wid != null AND life = ?";
    }

    static String table(String store) {
        return "gatehouse_" + store;
    }

    static boolean revocable(RowType<?, ?> type) {
        return type.name().equals("token_families");
    }

    /** Returns how many parts of the key make the partition: a user's authenticators and families share one. */
    static int partition(RowType<?, ?> type) {
        return switch (type.name()) {
            case "authenticators", "token_families" -> 2;
            default -> type.keyNames().size();
        };
    }

    /** Returns the listing of a partition, after a key or from the start; the limit is the driver's page. */
    String partition(int fixed, boolean after) {
        String where =
                keys.subList(0, fixed).stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
        return "SELECT " + columns + " FROM " + table + " WHERE " + where
                + (after ? " AND " + keys.get(fixed) + " > ?" : "");
    }
}
