package dev.gatehouse.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** All that differs between the two engines. */
enum Dialect {
    POSTGRESQL("postgresql", "SELECT pg_advisory_xact_lock(7153912006641)", """
            SELECT c.relname, a.attname, coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() AND starts_with(c.relname, 'gatehouse_')
            """),
    SQLITE("sqlite", "", """
            SELECT m.name, p.name, p.pk FROM sqlite_master m, pragma_table_info(m.name) p
            WHERE m.type = 'table' AND substr(m.name, 1, 10) = 'gatehouse_'
            """);

    private final String folder;
    private final String schemaLock;
    private final String shape;

    Dialect(String folder, String schemaLock, String shape) {
        this.folder = folder;
        this.schemaLock = schemaLock;
        this.shape = shape;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        for (Dialect dialect : values()) {
            if (dialect.folder.equals(product)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("neither PostgreSQL nor SQLite");
    }

    /** Returns the statement that begins a transaction in which tables may change. */
    String begin() {
        return this == SQLITE ? "BEGIN IMMEDIATE" : "BEGIN";
    }

    /** Returns the folder of the migrations. */
    String folder() {
        return folder;
    }

    /** Returns the statement that keeps other appliers out until the transaction ends; empty if its begin does. */
    String schemaLock() {
        return schemaLock;
    }

    /** Returns the query of (table, column, place in the primary key counted from 1, or 0). */
    String shape() {
        return shape;
    }

    /** Returns what goes before every statement in its own transaction, in the same round trip; its last column must be false. */
    String guard(Duration lockTimeout, Duration statementTimeout) {
        return this == SQLITE
                ? ""
                : "SELECT set_config('lock_timeout', '" + lockTimeout.toMillis()
                        + "', true), set_config('statement_timeout', '" + statementTimeout.toMillis()
                        + "', true), pg_is_in_recovery(); ";
    }

    /** Returns the same for the caller's transaction: a lock timeout that the caller has set is left alone. */
    String joinedGuard(Duration lockTimeout) {
        return this == SQLITE
                ? ""
                : "SELECT CASE WHEN current_setting('lock_timeout') = '0' THEN set_config('lock_timeout', '"
                        + lockTimeout.toMillis() + "', true) END, pg_is_in_recovery(); ";
    }

    /** Returns the statement that removes expired rows; parameters: now, limit, now. It never waits for a lock. */
    String sweep(String table) {
        return this == SQLITE
                ? "DELETE FROM " + table + " WHERE rowid IN (SELECT rowid FROM " + table
                        + " WHERE expires_at < ? ORDER BY expires_at LIMIT ?) AND expires_at < ?"
                : "DELETE FROM " + table + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table
                        + " WHERE expires_at < ? ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED))"
                        + " AND expires_at < ?";
    }
}
