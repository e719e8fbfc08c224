package dev.gatehouse.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcSchema;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.store.memory.InMemoryStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Stores that are empty, what can be told of the database under them, and raw rows on one of the same kind, equally
 * durable.
 */
public final class Engine implements AutoCloseable {
    /** Undoes one step of the opening. */
    @FunctionalInterface
    interface Closing {
        void close() throws IOException, SQLException;
    }

    /** Asks the database what its rows take. */
    @FunctionalInterface
    interface Disk {
        DiskUse use() throws IOException, SQLException;
    }

    private final Stores stores;
    private final Optional<RawRows> raw;
    private final Optional<Disk> disk;
    private final Optional<LongSupplier> requests;
    private final Deque<Closing> open;

    Engine(
            Stores stores,
            Optional<RawRows> raw,
            Optional<Disk> disk,
            Optional<LongSupplier> requests,
            Deque<Closing> open) {
        this.stores = stores;
        this.raw = raw;
        this.disk = disk;
        this.requests = requests;
        this.open = open;
    }

    /** Opens {@code memory}, {@code sqlite}, {@code postgresql}, or {@code cassandra-n} on n nodes, n from 1 to 9. */
    public static Engine open(String kind, InstantSource clock) throws IOException, SQLException {
        return switch (kind) {
            case "memory" ->
                new Engine(
                        new InMemoryStores(), Optional.empty(), Optional.empty(), Optional.empty(), new ArrayDeque<>());
            case "sqlite" -> sqlite(clock);
            case "postgresql" -> postgresql(clock);
            default -> {
                if (!kind.matches("cassandra-[1-9]")) {
                    throw new IllegalArgumentException("no such engine: " + kind);
                }
                yield CassandraNodes.open(kind.charAt(kind.length() - 1) - '0', clock);
            }
        };
    }

    private static Engine sqlite(InstantSource clock) throws IOException, SQLException {
        Deque<Closing> open = new ArrayDeque<>();
        Path folder = Files.createTempDirectory("gatehouse-benchmark");
        open.push(() -> delete(folder));
        Path file = folder.resolve("gatehouse.db");
        JdbcStores stores = JdbcStores.sqlite(file, clock);
        open.push(stores::close);
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        RawRows raw = new RawRows(DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("raw.db"), settings));
        open.push(raw::close);
        return new Engine(stores, Optional.of(raw), Optional.of(() -> sqliteUse(file)), Optional.empty(), open);
    }

    /** Pages in use, those in the write-ahead log included. */
    private static DiskUse sqliteUse(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return DiskUse.ofRows(number(
                    connection,
                    "SELECT (page_count - freelist_count) * page_size"
                            + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"));
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            if (!result.next()) {
                throw new IllegalStateException("the query has no row: " + query);
            }
            return result.getLong(1);
        }
    }

    /** The embedded server comes with durability off; here a commit is a commit. */
    private static Engine postgresql(InstantSource clock) throws IOException, SQLException {
        Deque<Closing> open = new ArrayDeque<>();
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        open.push(server::close);
        HikariConfig config = new HikariConfig();
        config.setDataSource(CountedSockets.under(server.getPostgresDatabase()));
        config.setMaximumPoolSize(2);
        HikariDataSource pool = new HikariDataSource(config);
        open.push(pool::close);
        JdbcSchema.apply(pool);
        RawRows raw = new RawRows(server.getPostgresDatabase().getConnection());
        open.push(raw::close);
        return new Engine(
                JdbcStores.postgresql(pool, clock),
                Optional.of(raw),
                Optional.of(() -> postgresqlUse(server.getPostgresDatabase())),
                Optional.of(CountedSockets::flushes),
                open);
    }

    /** Tables with their indexes and long values; what updates left behind is free, but not given back. */
    private static DiskUse postgresqlUse(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
            }
            return DiskUse.ofRows(number(
                    connection,
                    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
                            + " WHERE relkind = 'r' AND relname LIKE 'gatehouse%'"));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Returns the stores. */
    public Stores stores() {
        return stores;
    }

    /**
     * Returns how many requests were sent to the database so far, by whatever opened it; nothing where there is no
     * connection.
     */
    public OptionalLong requests() {
        return requests.map(LongSupplier::getAsLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Returns what is on disk, written out before; nothing in memory. */
    public Optional<DiskUse> disk() throws IOException, SQLException {
        return disk.isPresent() ? Optional.of(disk.get().use()) : Optional.empty();
    }

    /** Reads and writes as many raw rows; nothing where there is no database. */
    void raw(int reads, int writes) throws SQLException {
        if (raw.isPresent()) {
            for (int i = 0; i < reads; i++) {
                raw.get().read();
            }
            for (int i = 0; i < writes; i++) {
                raw.get().write();
            }
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
