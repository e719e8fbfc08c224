package dev.gatehouse.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Applies, checks and prints the schema. The scripts lie in Flyway's naming under
 * {@code dev/gatehouse/store/jdbc/postgresql} and {@code …/sqlite}; an application that has Flyway may run them by it
 * and {@link #validate} still checks the tables. What {@link #apply} did is in {@code gatehouse_schema_history}.
 * Thread-safe.
 */
public final class JdbcSchema {
    static final String HISTORY = "gatehouse_schema_history";

    private static final String CREATE_HISTORY = "CREATE TABLE IF NOT EXISTS " + HISTORY
            + " (version integer NOT NULL PRIMARY KEY, script text NOT NULL, checksum text NOT NULL)";

    private JdbcSchema() {}

    /**
     * Applies what is missing, all in one transaction: killed on the way, it leaves what was there. Any number of
     * processes may do so at once. Does nothing if nothing is missing.
     *
     * @throws IllegalStateException if an applied script was another one than that of this version
     * @throws dev.gatehouse.spi.StoreException if the database fails
     */
    public static void apply(DataSource source) {
        try (Connection connection = source.getConnection()) {
            boolean auto = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                apply(connection);
            } finally {
                connection.setAutoCommit(auto);
            }
        } catch (SQLException e) {
            throw Lane.failed("schema.apply", e);
        }
    }

    static void apply(Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        List<Migration> known = Migration.of(dialect);
        if (missing(connection, dialect, known).isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.begin());
            try {
                if (!dialect.schemaLock().isEmpty()) {
                    statement.execute(dialect.schemaLock());
                }
                statement.execute(CREATE_HISTORY);
                Sql sql = new Sql(connection, "", false);
                for (Migration migration : missing(connection, dialect, known)) {
                    for (String change : migration.statements()) {
                        statement.execute(change);
                    }
                    sql.update(
                            "INSERT INTO " + HISTORY + " (version, script, checksum) VALUES (?, ?, ?)",
                            migration.version(),
                            migration.script(),
                            migration.checksum());
                }
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    private static void rollBack(Statement statement, Exception cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Checks that every script was applied as this version has it and that every table has the columns and the
     * primary key that the stores rely on. Tables and columns of a newer version are accepted where the history
     * names one, so that old and new versions run side by side.
     *
     * @throws IllegalStateException listing what is missing, changed or unexpected
     * @throws dev.gatehouse.spi.StoreException if the database fails
     */
    public static void validate(DataSource source) {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            SchemaShape found = SchemaShape.of(connection, dialect);
            List<Migration> known = Migration.of(dialect);
            boolean newer = false;
            List<String> problems = new ArrayList<>();
            if (found.hasTable(HISTORY)) {
                Map<Integer, String> applied = applied(connection);
                newer = applied.keySet().stream().anyMatch(version -> version > known.size());
                for (Migration migration : known) {
                    String checksum = applied.get(migration.version());
                    if (checksum == null) {
                        problems.add("missing script " + migration.script());
                    } else if (!checksum.equals(migration.checksum())) {
                        problems.add("changed script " + migration.script());
                    }
                }
            }
            problems.addAll(SchemaShape.expected().differences(found, newer));
            if (!problems.isEmpty()) {
                throw new IllegalStateException("the schema does not fit: " + String.join(", ", problems));
            }
        } catch (SQLException e) {
            throw Lane.failed("schema.validate", e);
        }
    }

    /** Returns the whole schema of PostgreSQL as SQL. */
    public static String printPostgresql() {
        return print(Dialect.POSTGRESQL);
    }

    /** Returns the whole schema of SQLite as SQL. */
    public static String printSqlite() {
        return print(Dialect.SQLITE);
    }

    private static String print(Dialect dialect) {
        return Migration.of(dialect).stream()
                .map(migration -> "-- " + migration.script() + "\n" + migration.text())
                .collect(Collectors.joining("\n"));
    }

    private static List<Migration> missing(Connection connection, Dialect dialect, List<Migration> known)
            throws SQLException {
        if (!SchemaShape.of(connection, dialect).hasTable(HISTORY)) {
            return known;
        }
        Map<Integer, String> applied = applied(connection);
        for (Migration migration : known) {
            String checksum = applied.getOrDefault(migration.version(), migration.checksum());
            if (!checksum.equals(migration.checksum())) {
                throw new IllegalStateException("another script was applied as " + migration.script());
            }
        }
        return known.stream()
                .filter(migration -> !applied.containsKey(migration.version()))
                .toList();
    }

    private static Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new HashMap<>();
        new Sql(connection, "", false)
                .list("SELECT version, checksum FROM " + HISTORY, row -> applied.put(row.getInt(1), row.getString(2)));
        return applied;
    }
}
