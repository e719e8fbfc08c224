package dev.gatehouse.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The least that a database can be asked: one row by its key, prepared once, each write committed by itself. */
final class RawRows implements AutoCloseable {
    private static final int ROWS = 64;
    private static final String BODY = "x".repeat(600);

    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement change;
    private int next;

    /** Makes the table on a connection of its own, which {@link #close} closes. */
    RawRows(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE raw_rows (id integer NOT NULL PRIMARY KEY, body text NOT NULL)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO raw_rows (id, body) VALUES (?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setString(2, BODY);
                insert.executeUpdate();
            }
        }
        this.find = connection.prepareStatement("SELECT body FROM raw_rows WHERE id = ?");
        this.change = connection.prepareStatement("UPDATE raw_rows SET body = ? WHERE id = ?");
    }

    String read() throws SQLException {
        find.setInt(1, next++ & ROWS - 1);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("a row is gone");
            }
            return row.getString(1);
        }
    }

    void write() throws SQLException {
        change.setString(
                1,
                BODY.substring(0, BODY.length() - 8)
                        + String.format("%08x", next)); // a page that stays as it was is not written
        change.setInt(2, next++ & ROWS - 1);
        if (change.executeUpdate() != 1) {
            throw new IllegalStateException("a row is gone");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
