package dev.gatehouse.store.cassandra;

import dev.gatehouse.spi.codec.RowType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of one store, spelt once. Every write has a condition, deletes included. An update, unlike an insert,
 * leaves no marker of the row behind, so a row is gone when its write id is. Each write but an insert leaves its
 * {@linkplain Trails trail}. Names are constants of {@link RowType}; nothing from outside is part of a statement.
 */
final class RowStatements {
    final String find;
    /** Parameters: key. */
    final String life;
    /** Parameters: TTL, write id, format, body, life, [revoked,] key. Leaves the trail that a delete left. */
    final String insert;
    /** As {@link #insert}, and last the trail that must be there, or null for none. */
    final String insertAgain;
    /** Parameters: write id, format, body, [revoked,] trail, key, expected, format. Listed as it was. */
    final String keep;
    /** Parameters: TTL, write id, format, body, life, [revoked,] trail, key, expected, format, life. */
    final String turn;
    /** Parameters: trail, key, expected, life. Leaves the trail for ten minutes. */
    final String delete;
    /** Parameters: TTL, write id, trail, key, expected, life. */
    final String revoke;
    /** Parameters: TTL, write id, key, life. For a row that is replaced again and again. */
    final String revokeAny;

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
        String where = " WHERE " + key + " IF ";
        // true of every row; a condition that is not met answers with the columns that it names
        String tell = " AND prev != ''";
        String standing = type.expiring() ? " AND life != ''" : "";
        String guard = tell + (revocable ? " AND revoked = false" : "");
        this.columns = "wid, body, prev" + more + ", " + String.join(", ", keys);
        this.find = "SELECT wid, body, prev" + more + " FROM " + table + " WHERE " + key;
        this.life = "SELECT wid, life FROM " + table + " WHERE " + key;
        this.insert = "UPDATE " + table + " USING TTL ? SET wid = ?, format = ?, body = ?, life = ?" + set + where
                + "wid = null AND life = null" + tell;
        this.insertAgain = insert.substring(0, insert.length() - tell.length()) + " AND prev = ?";
        this.keep = "UPDATE " + table + " SET wid = ?, format = ?, body = ?" + set + ", prev = ?" + where
                + "wid = ? AND format <= ?" + standing + guard;
        this.turn = "UPDATE " + table + " USING TTL ? SET wid = ?, format = ?, body = ?, life = ?" + set + ", prev = ?"
                + where + "wid = ? AND format <= ? AND life = ?" + guard;
        this.delete = "UPDATE " + table + " USING TTL 600 SET wid = null, format = null, body = null, life = null"
                + (revocable ? ", revoked = null" : "") + ", prev = ?" + where + "wid = ? AND life = ?" + tell;
        String revoke = "UPDATE " + table + " USING TTL ? SET wid = ?, revoked = true";
        this.revoke = revoke + ", prev = ?" + where + "wid = ? AND life = ?";
        this.revokeAny = revoke + where + "wid != null AND life = ?";
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
