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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Stores that are empty, and raw rows on a database of the same kind, equally durable. */
final class Engine implements AutoCloseable {
    /** Undoes one step of the opening. */
    @FunctionalInterface
    private interface Closing {
        void close() throws IOException, SQLException;
    }

    private final Stores stores;
    private final Optional<RawRows> raw;
    private final Deque<Closing> open;

    private Engine(Stores stores, Optional<RawRows> raw, Deque<Closing> open) {
        this.stores = stores;
        this.raw = raw;
        this.open = open;
    }

    /** Opens {@code memory}, {@code sqlite} or {@code postgresql}. */
    static Engine open(String kind, InstantSource clock) throws IOException, SQLException {
        return switch (kind) {
            case "memory" -> new Engine(new InMemoryStores(), Optional.empty(), new ArrayDeque<>());
            case "sqlite" -> sqlite(clock);
            case "postgresql" -> postgresql(clock);
            default -> throw new IllegalArgumentException("no such engine: " + kind);
        };
    }

    private static Engine sqlite(InstantSource clock) throws IOException, SQLException {
        Deque<Closing> open = new ArrayDeque<>();
        Path folder = Files.createTempDirectory("gatehouse-benchmark");
        open.push(() -> delete(folder));
        JdbcStores stores = JdbcStores.sqlite(folder.resolve("gatehouse.db"), clock);
        open.push(stores::close);
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        RawRows raw = new RawRows(DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("raw.db"), settings));
        open.push(raw::close);
        return new Engine(stores, Optional.of(raw), open);
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
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(2);
        HikariDataSource pool = new HikariDataSource(config);
        open.push(pool::close);
        JdbcSchema.apply(pool);
        RawRows raw = new RawRows(server.getPostgresDatabase().getConnection());
        open.push(raw::close);
        return new Engine(JdbcStores.postgresql(pool, clock), Optional.of(raw), open);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    Stores stores() {
        return stores;
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
