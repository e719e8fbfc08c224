package dev.gatehouse.examples.server.house;

import com.datastax.oss.driver.api.core.CqlSession;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.examples.server.config.ConfigException;
import dev.gatehouse.examples.server.config.ServerSettings;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.cassandra.CassandraSchema;
import dev.gatehouse.store.cassandra.CassandraStores;
import dev.gatehouse.store.cassandra.CassandraUrl;
import dev.gatehouse.store.jdbc.JdbcSchema;
import dev.gatehouse.store.jdbc.JdbcStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.sqlite.SQLiteDataSource;

/** The database that the configuration names, open. Thread-safe. */
public final class Database implements AutoCloseable {
    private final Stores stores;
    private final Runnable closing;

    private Database(Stores stores, Runnable closing) {
        this.stores = stores;
        this.closing = closing;
    }

    /**
     * Opens it. A SQLite file is made and brought up to date; the schema of PostgreSQL must be there.
     *
     * @throws ConfigException if the schema is not there, or this build has no such engine
     * @throws dev.gatehouse.spi.StoreException if it cannot be reached
     */
    public static Database open(ServerSettings settings, InstantSource clock) {
        return switch (settings.database().kind()) {
            case SQLITE -> sqlite(Path.of(settings.database().place()), clock);
            case POSTGRESQL -> postgresql(settings, clock);
            case CASSANDRA -> cassandra(cluster(settings), clock);
        };
    }

    private static Database cassandra(CassandraUrl url, InstantSource clock) {
        CqlSession session = url.connect();
        try {
            requireSchema(() -> CassandraSchema.validate(session, url.keyspace()));
            return new Database(CassandraStores.open(session, url.settings(), clock), session::close);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static CassandraUrl cluster(ServerSettings settings) {
        try {
            return CassandraUrl.parse(settings.database().place());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("database.url cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static Database sqlite(Path file, InstantSource clock) {
        Folders.makeParent(file);
        JdbcStores stores = JdbcStores.sqlite(file, clock);
        return new Database(stores, stores::close);
    }

    private static Database postgresql(ServerSettings settings, InstantSource clock) {
        HikariDataSource source = connections(settings);
        try {
            requireSchema(() -> JdbcSchema.validate(source));
            JdbcStores stores = JdbcStores.postgresql(source, clock);
            return new Database(stores, () -> {
                stores.close();
                source.close();
            });
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static void requireSchema(Runnable validation) {
        try {
            validation.run();
        } catch (IllegalStateException e) {
            throw new ConfigException(
                    "The database has not this version's schema: " + e.getMessage()
                            + ". Bring it up to date by: gatehouse-server schema apply",
                    e);
        }
    }

    /** Brings the schema up to date; what is there already stays. */
    public static void applySchema(ServerSettings settings, InstantSource clock) {
        switch (settings.database().kind()) {
            case SQLITE -> sqlite(Path.of(settings.database().place()), clock).close();
            case POSTGRESQL -> {
                try (HikariDataSource source = connections(settings)) {
                    JdbcSchema.apply(source);
                }
            }
            case CASSANDRA -> {
                CassandraUrl url = cluster(settings);
                try (CqlSession session = url.connect()) {
                    CassandraSchema.apply(session, url.keyspace());
                }
            }
        }
    }

    /**
     * Checks that the schema is the one that this build works on.
     *
     * @throws IllegalStateException saying what is missing or other
     */
    public static void validateSchema(ServerSettings settings) {
        switch (settings.database().kind()) {
            case SQLITE -> {
                Path file = Path.of(settings.database().place());
                if (!Files.isRegularFile(file)) {
                    throw new IllegalStateException("the file " + file + " is not there");
                }
                SQLiteDataSource source = new SQLiteDataSource();
                source.setUrl("jdbc:sqlite:" + file);
                JdbcSchema.validate(source);
            }
            case POSTGRESQL -> {
                try (HikariDataSource source = connections(settings)) {
                    JdbcSchema.validate(source);
                }
            }
            case CASSANDRA -> {
                CassandraUrl url = cluster(settings);
                try (CqlSession session = url.connect()) {
                    CassandraSchema.validate(session, url.keyspace());
                }
            }
        }
    }

    /** Returns the whole schema as its engine takes it. */
    public static String printSchema(ServerSettings settings) {
        return switch (settings.database().kind()) {
            case SQLITE -> JdbcSchema.printSqlite();
            case POSTGRESQL -> JdbcSchema.printPostgresql();
            case CASSANDRA -> CassandraSchema.print(cluster(settings).keyspace());
        };
    }

    private static HikariDataSource connections(ServerSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.database().place());
        config.setMaximumPoolSize(settings.databaseConnections());
        config.setInitializationFailTimeout(-1); // a database that is away is told by the first verb, as an outage
        settings.databaseUser().ifPresent(config::setUsername);
        settings.databasePassword().ifPresent(secret -> config.setPassword(secret.use(String::valueOf)));
        return new HikariDataSource(config);
    }

    public Stores stores() {
        return stores;
    }

    @Override
    public void close() {
        closing.run();
    }
}
