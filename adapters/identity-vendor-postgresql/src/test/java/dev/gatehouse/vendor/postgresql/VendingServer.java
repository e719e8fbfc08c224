package dev.gatehouse.vendor.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.testkit.FakeClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One real server for the whole run, set up as an operator would: an owner that is no superuser, an application that
 * may only vend, and passwords asked for from everyone but these.
 */
final class VendingServer {
    static final String OWNER = "vending_owner";
    static final String APPLICATION = "note_app";
    static final String READER = "note_reader";
    static final String AUDITOR = "note_auditor";
    static final String WEIRD = "we\"ird'; DROP TABLE note; --";

    private VendingServer() {}

    private static final class Holder {
        static final Path LOGS = logs();
        static final EmbeddedPostgres SERVER = start();

        private static Path logs() {
            try {
                return Files.createTempDirectory("pg-logs");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                Path hba = LOGS.resolve("hba.conf");
                StringBuilder rules = new StringBuilder();
                for (String host : List.of("127.0.0.1/32", "::1/128")) {
                    rules.append("host all postgres,").append(OWNER).append(',').append(APPLICATION);
                    rules.append(' ').append(host).append(" trust\n");
                    rules.append("host all all ").append(host).append(" scram-sha-256\n");
                }
                Files.writeString(hba, rules);
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("hba_file", hba.toString())
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("log_statement", "all")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_directory", LOGS.toString())
                        .start();
                setUp(server.getPostgresDatabase());
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void setUp(DataSource superuser) throws SQLException {
        run(
                superuser,
                "CREATE ROLE " + OWNER + " LOGIN CREATEROLE",
                "GRANT pg_signal_backend TO " + OWNER,
                "GRANT CREATE ON DATABASE postgres TO " + OWNER,
                "CREATE ROLE " + APPLICATION + " LOGIN",
                "CREATE ROLE " + READER,
                "CREATE ROLE " + AUDITOR,
                "CREATE ROLE \"we\"\"ird'; DROP TABLE note; --\"",
                "GRANT " + READER + ", " + AUDITOR + ", \"we\"\"ird'; DROP TABLE note; --\" TO " + OWNER
                        + " WITH ADMIN OPTION",
                "CREATE TABLE note (owner text NOT NULL, team text, body text NOT NULL)",
                "ALTER TABLE note ENABLE ROW LEVEL SECURITY");
        VendingSchema schema = new VendingSchema(as(superuser, OWNER));
        schema.apply();
        schema.apply();
        schema.admit(APPLICATION);
        schema.allow(READER);
        schema.allow(WEIRD);
        run(
                superuser,
                "CREATE POLICY own ON note USING (owner = (SELECT gatehouse.identity_id()))",
                "CREATE POLICY team ON note FOR SELECT USING (team = (SELECT gatehouse.principal_tag('team')))",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON note TO " + READER + ", " + APPLICATION,
                "GRANT SELECT ON note TO \"we\"\"ird'; DROP TABLE note; --\"");
    }

    static VendingSchema schema() {
        return new VendingSchema(as(superuser(), OWNER));
    }

    static DataSource superuser() {
        return Holder.SERVER.getPostgresDatabase();
    }

    static DataSource application() {
        return as(superuser(), APPLICATION);
    }

    static HikariDataSource applicationPool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(application());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /** Connects as a client with vended credentials, over the network and by password. */
    static Connection connect(TemporaryCredentials credentials) throws SQLException {
        PGSimpleDataSource source = as(superuser(), credentials.accessKeyId());
        source.setPassword(text(credentials.secretKey()));
        return source.getConnection();
    }

    static String text(Secret secret) {
        return secret.use(String::new);
    }

    private static PGSimpleDataSource as(DataSource like, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(((PGSimpleDataSource) like).getUrl());
        source.setUser(user);
        return source;
    }

    /** Returns a clock that stands at the server's time, so that what it gives is alive there. */
    static FakeClock clock() {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            FakeClock clock = new FakeClock();
            clock.set(row.getObject(1, OffsetDateTime.class).toInstant());
            return clock;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Returns the first column of a query's rows. */
    static List<String> rows(Connection connection, String query, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(String.valueOf(result.getString(1)));
                }
            }
            return found;
        }
    }

    static List<String> superuserRows(String query, String... values) throws SQLException {
        try (Connection connection = superuser().getConnection()) {
            return rows(connection, query, values);
        }
    }

    /** Returns everything that the server logged so far. */
    static String log() throws IOException {
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(Holder.LOGS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                log.append(Files.readString(file));
            }
        }
        return log.toString();
    }
}
