package dev.gatehouse.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Connections of the application's pool, one for each verb, each statement committed by itself. */
final class PostgresLane implements Lane {
    private final DataSource source;
    private final String guard;

    PostgresLane(DataSource source, Duration lockTimeout, Duration statementTimeout) {
        this.source = source;
        this.guard = Dialect.POSTGRESQL.guard(lockTimeout, statementTimeout);
    }

    /** Refuses a server on which an acknowledged write could be lost or a verb could read the past. */
    void requireSafe() {
        String problem = with("open", connection -> {
            Sql sql = new Sql(connection, "", false);
            return sql.first(
                            "SELECT CASE WHEN pg_is_in_recovery() THEN 'the server is a standby'"
                                    + " WHEN current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')"
                                    + " THEN 'synchronous_commit must be on'"
                                    + " WHEN current_setting('default_transaction_isolation') <> 'read committed'"
                                    + " THEN 'default_transaction_isolation must be read committed'"
                                    + " ELSE '' END",
                            row -> row.getString(1))
                    .orElseThrow();
        });
        if (!problem.isEmpty()) {
            throw new IllegalStateException("PostgreSQL is not set up for Gatehouse: " + problem);
        }
    }

    @Override
    public <T> T read(String verb, Work<T> work) {
        return write(verb, work);
    }

    @Override
    public <T> T write(String verb, Work<T> work) {
        return with(verb, connection -> work.on(new Sql(connection, guard, false)));
    }

    @Override
    public <T> T transaction(String verb, Work<T> work) {
        // Two statements of their own: the sweep never waits, and needs no atomicity with the insert.
        return write(verb, work);
    }

    @Override
    public boolean sweeps() {
        return true;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T with(String verb, Use<T> use) {
        try (Connection connection = source.getConnection()) {
            if (connection.getAutoCommit()) {
                return use.of(connection);
            }
            connection.setAutoCommit(true);
            try {
                return use.of(connection);
            } finally {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw Lane.failed(verb, e);
        }
    }
}
