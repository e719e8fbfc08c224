package dev.gatehouse.vendor.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Installs what vending needs in one database, and decides who may use it. Run by an operator or a migration, under the
 * role that will own it: a superuser, or better a role without login with {@code CREATEROLE}, membership in {@code
 * pg_signal_backend}, {@code ADMIN OPTION} on the roles to be vended, and {@code CREATE} on the database. Every call is
 * one transaction and may be repeated. Thread-safe.
 */
public final class VendingSchema {
    private static final long LOCK = 0x6761746568L;

    private final DataSource owner;

    /** Works on the database that {@code owner} connects to, as that role. */
    public VendingSchema(DataSource owner) {
        this.owner = owner;
    }

    /**
     * Makes the schema {@code gatehouse} with its tables and functions, or brings them up to date.
     *
     * @throws SQLException if the server cannot be reached or the role lacks a right; nothing has changed then
     */
    public void apply() throws SQLException {
        String script = script();
        inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
                statement.execute(script);
            }
        });
    }

    /**
     * Lets an application's role vend, close and drop logins. It gets no other right.
     *
     * @throws SQLException if there is no such role
     */
    public void admit(String applicationRole) throws SQLException {
        inTransaction(connection -> execute(
                connection,
                "SELECT format('GRANT EXECUTE ON FUNCTION"
                        + " gatehouse.vend_login(text, text, text, text, text, bigint, integer),"
                        + " gatehouse.close_logins(text, integer), gatehouse.drop_closed(integer) TO %I', ?::text)",
                applicationRole));
    }

    /**
     * Allows a role of the database to be vended.
     *
     * @throws IllegalArgumentException if the role does not exist, is or can become a superuser, passes row-level
     *     security, creates roles or databases, replicates, or is a member of a predefined role
     * @throws SQLException if the server cannot be reached
     */
    public void allow(String databaseRole) throws SQLException {
        inTransaction(connection -> {
            if (!isHarmless(connection, databaseRole)) {
                throw new IllegalArgumentException("the role is missing or too powerful to be vended");
            }
            update(
                    connection,
                    "INSERT INTO gatehouse.vendable_role (database_role) VALUES (?) ON CONFLICT DO NOTHING",
                    databaseRole);
        });
    }

    /** Allows a role no longer. Logins that were vended for it live to their end. */
    public void disallow(String databaseRole) throws SQLException {
        inTransaction(connection ->
                update(connection, "DELETE FROM gatehouse.vendable_role WHERE database_role = ?", databaseRole));
    }

    /** Accepts guards under a key: before any node uses it. The server gets the two pads of HMAC, not the key. */
    public void installGuardKey(GuardKey key) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO gatehouse.guard_key (generation, inner_pad, outer_pad) VALUES (?, ?, ?) ON CONFLICT"
                            + " (generation) DO UPDATE SET inner_pad = EXCLUDED.inner_pad, outer_pad ="
                            + " EXCLUDED.outer_pad")) {
                statement.setInt(1, key.generation());
                statement.setBytes(2, key.innerPad());
                statement.setBytes(3, key.outerPad());
                statement.executeUpdate();
            }
        });
    }

    /** Accepts guards of a generation no longer: after the last node stopped using it. */
    public void removeGuardKey(int generation) throws SQLException {
        inTransaction(connection ->
                update(connection, "DELETE FROM gatehouse.guard_key WHERE generation = ?::integer", "" + generation));
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } finally {
                connection.rollback(); // nothing to roll back after the commit
                connection.setAutoCommit(before);
            }
        }
    }

    private static boolean isHarmless(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT gatehouse.harmless(?)")) {
            statement.setString(1, role);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void update(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    /** Executes the statement that a query writes; the server quotes the identifier. */
    private static void execute(Connection connection, String query, String identifier) throws SQLException {
        String written;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, identifier);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                written = row.getString(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(written);
        }
    }

    private static String script() {
        try (InputStream in = VendingSchema.class.getResourceAsStream("vending.sql")) {
            if (in == null) {
                throw new IllegalStateException("vending.sql is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "VendingSchema";
    }
}
