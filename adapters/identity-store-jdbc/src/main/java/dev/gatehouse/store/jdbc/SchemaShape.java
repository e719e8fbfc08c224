package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.codec.RowType;
import dev.gatehouse.spi.codec.RowTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables, their columns and the place of each in the primary key, counted from 1, or 0. Without its primary key a
 * table would accept two winners, so that is checked too.
 *
 * @param tables columns by table
 */
record SchemaShape(Map<String, Map<String, Integer>> tables) {
    static SchemaShape of(Connection connection, Dialect dialect) throws SQLException {
        Map<String, Map<String, Integer>> tables = new TreeMap<>();
        new Sql(connection, "", false)
                .list(
                        dialect.shape(),
                        row -> tables.computeIfAbsent(row.getString(1), name -> new TreeMap<>())
                                .put(row.getString(2), row.getInt(3)));
        return new SchemaShape(tables);
    }

    static SchemaShape expected() {
        Map<String, Map<String, Integer>> tables = new TreeMap<>();
        for (RowType<?, ?> type : RowTypes.all()) {
            Map<String, Integer> columns = columns(type.keyNames(), List.of("wid", "format", "body", "expires_at"));
            if (RowStatements.revocable(type)) {
                columns.put("revoked", 0);
            }
            tables.put(RowStatements.table(type.name()), columns);
        }
        tables.put(
                RowStatements.table("revocations"),
                columns(List.of("pool", "wid"), List.of("at", "format", "body", "expires_at")));
        return new SchemaShape(tables);
    }

    private static Map<String, Integer> columns(List<String> keys, List<String> others) {
        Map<String, Integer> columns = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            columns.put(keys.get(i), i + 1);
        }
        others.forEach(name -> columns.put(name, 0));
        return columns;
    }

    boolean hasTable(String name) {
        return tables.containsKey(name);
    }

    /** Returns how {@code found} differs from this; what it has in addition only if {@code allowMore} is false. */
    List<String> differences(SchemaShape found, boolean allowMore) {
        List<String> differences = new ArrayList<>();
        tables.forEach((table, columns) -> {
            Map<String, Integer> there = found.tables.get(table);
            if (there == null) {
                differences.add("missing table " + table);
                return;
            }
            columns.forEach((column, place) -> {
                if (!there.containsKey(column)) {
                    differences.add("missing column " + table + "." + column);
                } else if (!place.equals(there.get(column))) {
                    differences.add("wrong primary key at " + table + "." + column);
                }
            });
            there.keySet().stream()
                    .filter(column -> !allowMore && !columns.containsKey(column))
                    .forEach(column -> differences.add("unexpected column " + table + "." + column));
        });
        found.tables.keySet().stream()
                .filter(table -> !allowMore && !tables.containsKey(table) && !table.equals(JdbcSchema.HISTORY))
                .forEach(table -> differences.add("unexpected table " + table));
        return differences;
    }
}
