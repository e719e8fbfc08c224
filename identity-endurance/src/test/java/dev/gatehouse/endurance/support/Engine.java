package dev.gatehouse.endurance.support;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcSchema;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a pool keeps its rows in. */
public enum Engine {
    MEMORY,
    SQLITE,
    POSTGRESQL;

    private static final int CONNECTIONS = 8;

    /**
     * An open engine.
     *
     * @param stores the stores
     * @param clock the clock of the stores, and of every pool of a test class: it only moves forward
     * @param random of every pool that is opened on it
     * @param pools how many pools were made on it
     * @param closing what gives the engine back
     */
    public record Open(
            Engine engine, Stores stores, FakeClock clock, SecureRandom random, AtomicInteger pools, Runnable closing)
            implements AutoCloseable {
        Open(Engine engine, Stores stores, FakeClock clock, Runnable closing) {
            this(engine, stores, clock, new SecureRandom(), new AtomicInteger(), closing);
        }

        /** Returns stores in memory on which everything depends on the seed alone, but for hashes and signatures. */
        public static Open seeded(Stores stores, long seed) {
            return new Open(
                    MEMORY, stores, new FakeClock(), new UnsafeSeededRandom(seed), new AtomicInteger(), () -> {});
        }

        /** Returns the name of another pool. */
        public PoolId newPool() {
            return new PoolId("local_world" + pools.incrementAndGet());
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    /** Opens an empty database, which is gone when closed. */
    public Open open() {
        String address = create();
        Open opened = open(address);
        return new Open(this, opened.stores(), opened.clock(), () -> {
            opened.close();
            remove(address);
        });
    }

    /** Makes an empty database that other processes can open too, and returns its address. */
    public String create() {
        return switch (this) {
            case MEMORY -> "";
            case SQLITE -> quickFolder().resolve("gatehouse.db").toString();
            case POSTGRESQL -> {
                String address = PostgresServer.newDatabase();
                try (HikariDataSource source = PostgresServer.pool(address, 1)) {
                    JdbcSchema.apply(source);
                }
                yield address;
            }
        };
    }

    /** Opens a database that was created before. */
    public Open open(String address) {
        FakeClock clock = new FakeClock();
        if (this == MEMORY) {
            return new Open(this, new InMemoryStores(), clock, () -> {});
        }
        if (this == SQLITE) {
            JdbcStores stores = JdbcStores.sqlite(Path.of(address), clock);
            return new Open(this, stores, clock, stores::close);
        }
        HikariDataSource source = PostgresServer.pool(address, CONNECTIONS);
        JdbcStores stores = JdbcStores.postgresql(source, clock);
        return new Open(this, stores, clock, () -> {
            stores.close();
            source.close();
        });
    }

    /** Removes a closed database. */
    public void remove(String address) {
        if (this == SQLITE) {
            removeFiles(Path.of(address));
        }
    }

    /** Where a flush costs nothing, if there is such a place: no test here takes the machine down. */
    private static Path quickFolder() {
        try {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "gatehouse")
                    : Files.createTempDirectory("gatehouse");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeFiles(Path file) {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
            Files.delete(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
