package dev.gatehouse.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL server for the whole test run; each test class has a database of its own. */
final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return configured().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static EmbeddedPostgres.Builder configured() {
        return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
    }

    /** Makes an empty database and returns its name. */
    static String newDatabase() throws SQLException {
        String name = "t" + DATABASES.incrementAndGet();
        try (Connection connection = Holder.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return name;
    }

    /** Returns a data source without a pool. */
    static DataSource plain(String database) {
        return Holder.SERVER.getDatabase("postgres", database);
    }

    static HikariDataSource pool(String database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain(database));
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }
}
