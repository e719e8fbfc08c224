package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.gatehouse.spi.codec.RowType;
import dev.gatehouse.spi.codec.RowTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables and their columns, each with its place: {@code partition_key 0}, {@code clustering 1}, {@code regular}. With
 * another primary key a table would have two winners, or partitions without bound.
 */
record SchemaShape(Map<String, Map<String, String>> tables) {
    private static final String COLUMNS = "SELECT table_name, column_name, kind, position, type"
            + " FROM system_schema.columns WHERE keyspace_name = ?";

    static SchemaShape of(CqlSession session, String keyspace) {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        for (Row row :
                session.execute(SimpleStatement.newInstance(COLUMNS, keyspace).setIdempotent(true))) {
            String kind = row.getString("kind");
            tables.computeIfAbsent(row.getString("table_name"), name -> new TreeMap<>())
                    .put(
                            row.getString("column_name"),
                            row.getString("type") + " " + kind
                                    + ("regular".equals(kind) ? "" : " " + row.getInt("position")));
        }
        return new SchemaShape(tables);
    }

    static SchemaShape expected() {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        for (RowType<?, ?> type : RowTypes.all()) {
            int partition = RowStatements.partition(type);
            Map<String, String> columns = new TreeMap<>();
            for (int i = 0; i < type.keyNames().size(); i++) {
                columns.put(
                        type.keyNames().get(i),
                        i < partition ? "text partition_key " + i : "text clustering " + (i - partition));
            }
            columns.putAll(Map.of("format", "int regular", "body", "text regular"));
            List.of("wid", "life", "prev").forEach(name -> columns.put(name, "text regular"));
            if (RowStatements.revocable(type)) {
                columns.put("revoked", "boolean regular");
            }
            tables.put(RowStatements.table(type.name()), columns);
        }
        tables.put(
                "gatehouse_listings",
                Map.of(
                        "store", "text partition_key 0",
                        "scope", "text partition_key 1",
                        "bucket", "int partition_key 2",
                        "key", "text clustering 0",
                        "mark", "text clustering 1",
                        "written", "bigint regular"));
        tables.put(
                "gatehouse_listing_buckets",
                Map.of(
                        "store", "text partition_key 0",
                        "scope", "text partition_key 1",
                        "bucket", "int clustering 0"));
        tables.put(
                "gatehouse_expiries",
                Map.of(
                        "store", "text partition_key 0",
                        "month", "int partition_key 1",
                        "shard", "int partition_key 2",
                        "expires_at", "bigint clustering 0",
                        "key", "text clustering 1"));
        tables.put("gatehouse_expiry_months", Map.of("store", "text partition_key 0", "month", "int clustering 0"));
        tables.put(
                "gatehouse_revocations",
                Map.of(
                        "pool", "text partition_key 0",
                        "minute", "bigint partition_key 1",
                        "at", "bigint clustering 0",
                        "wid", "text clustering 1",
                        "format", "int regular",
                        "body", "text regular"));
        tables.put(
                "gatehouse_revocation_minutes",
                Map.of(
                        "pool", "text partition_key 0",
                        "minute", "bigint clustering 0",
                        "mark", "bigint clustering 1"));
        return new SchemaShape(tables);
    }

    boolean hasTable(String name) {
        return tables.containsKey(name);
    }

    /** Returns how {@code found} differs from this; what it has in addition only if {@code allowMore} is false. */
    List<String> differences(SchemaShape found, boolean allowMore) {
        List<String> differences = new ArrayList<>();
        tables.forEach((table, columns) -> {
            Map<String, String> there = found.tables.get(table);
            if (there == null) {
                differences.add("missing table " + table);
                return;
            }
            columns.forEach((column, place) -> {
                if (!there.containsKey(column)) {
                    differences.add("missing column " + table + "." + column);
                } else if (!place.equals(there.get(column))) {
                    differences.add("wrong type or key at " + table + "." + column);
                }
            });
            there.keySet().stream()
                    .filter(column -> !allowMore && !columns.containsKey(column))
                    .forEach(column -> differences.add("unexpected column " + table + "." + column));
        });
        found.tables.keySet().stream()
                .filter(table -> table.startsWith("gatehouse_")
                        && !allowMore
                        && !tables.containsKey(table)
                        && !table.equals(CassandraSchema.HISTORY))
                .forEach(table -> differences.add("unexpected table " + table));
        return differences;
    }
}
