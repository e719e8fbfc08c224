package dev.gatehouse.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prepared statements on one connection: all the JDBC there is. Statement texts are constants of the dialect and the
 * row type; whatever comes from outside is a parameter. Not thread-safe.
 */
final class Sql {
    private final Connection connection;
    private final String guard;
    private final boolean keep;
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    /**
     * Works on {@code connection}.
     *
     * @param guard a query that goes before each statement, or empty
     * @param keep whether the connection is ours, so that prepared statements live as long as it
     */
    Sql(Connection connection, String guard, boolean keep) {
        this.connection = connection;
        this.guard = guard;
        this.keep = keep;
    }

    Connection connection() {
        return connection;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> Optional<T> first(String statement, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = list(statement, reader, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    <T> List<T> list(String statement, Reader<T> reader, @Nullable Object... values) throws SQLException {
        return run(statement, values, prepared -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = prepared.getResultSet()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        });
    }

    int update(String statement, @Nullable Object... values) throws SQLException {
        return run(statement, values, PreparedStatement::getUpdateCount);
    }

    @FunctionalInterface
    private interface Result<T> {
        T of(PreparedStatement prepared) throws SQLException;
    }

    private <T> T run(String statement, @Nullable Object[] values, Result<T> result) throws SQLException {
        if (keep) {
            PreparedStatement prepared = kept.get(statement);
            if (prepared == null) {
                prepared = connection.prepareStatement(guard + statement);
                kept.put(statement, prepared);
            }
            return execute(prepared, values, result);
        }
        try (PreparedStatement prepared = connection.prepareStatement(guard + statement)) {
            return execute(prepared, values, result);
        }
    }

    private <T> T execute(PreparedStatement prepared, @Nullable Object[] values, Result<T> result) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(prepared, i + 1, values[i]);
        }
        prepared.execute();
        if (!guard.isEmpty()) {
            requirePrimary(prepared);
            prepared.getMoreResults();
        }
        return result.of(prepared);
    }

    private static void requirePrimary(PreparedStatement prepared) throws SQLException {
        try (ResultSet guarded = prepared.getResultSet()) {
            guarded.next();
            if (guarded.getBoolean(guarded.getMetaData().getColumnCount())) {
                throw new SQLException("the server is a standby", "25006");
            }
        }
    }

    private static void bind(PreparedStatement prepared, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.BIGINT);
        } else if (value instanceof String text) {
            prepared.setString(index, text);
        } else if (value instanceof Long number) {
            prepared.setLong(index, number);
        } else {
            prepared.setInt(index, (Integer) value);
        }
    }
}
