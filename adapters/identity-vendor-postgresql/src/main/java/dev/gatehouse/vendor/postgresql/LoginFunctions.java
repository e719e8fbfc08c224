package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.spi.VendorException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Calls the functions of {@link VendingSchema}, each in a transaction of its own; every value is a parameter. */
final class LoginFunctions {
    private static final String NOT_VENDABLE = "GH001";
    private static final int PATIENCE_SECONDS = 30;

    private final DataSource application;

    LoginFunctions(DataSource application) {
        this.application = application;
    }

    /** Makes a login; false if the role is not vendable. */
    boolean vend(
            String login,
            String verifier,
            String identity,
            String role,
            String tags,
            Instant expiration,
            int connectionLimit)
            throws SQLException {
        return call("SELECT gatehouse.vend_login(?, ?, ?, ?, ?, ?, ?)", statement -> {
            statement.setString(1, login);
            statement.setString(2, verifier);
            statement.setString(3, identity);
            statement.setString(4, role);
            statement.setString(5, tags);
            statement.setLong(6, TimeUnit.SECONDS.toMicros(expiration.getEpochSecond()));
            statement.setInt(7, connectionLimit);
            try {
                statement.execute();
                return true;
            } catch (SQLException e) {
                if (NOT_VENDABLE.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        });
    }

    int close(Optional<String> identity, int limit) throws SQLException {
        return call("SELECT gatehouse.close_logins(?, ?)", statement -> {
            if (identity.isPresent()) {
                statement.setString(1, identity.get());
            } else {
                statement.setNull(1, Types.VARCHAR);
            }
            statement.setInt(2, limit);
            return count(statement);
        });
    }

    int dropClosed(int limit) throws SQLException {
        return call("SELECT gatehouse.drop_closed(?)", statement -> {
            statement.setInt(1, limit);
            return count(statement);
        });
    }

    /** Returns what to throw. The driver's exception stays behind: it quotes the statement, verifier and identity. */
    static VendorException failed(SQLException e) {
        String state = e.getSQLState();
        return new VendorException("PostgreSQL failed with SQLSTATE " + (state == null ? "unknown" : state));
    }

    private static int count(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T call(String sql, Use<T> use) throws SQLException {
        try (Connection connection = application.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(PATIENCE_SECONDS);
                return use.of(statement);
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }
}
