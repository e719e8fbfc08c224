package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The connections to one SQLite file: one that writes and a few that read, each lent to one thread at a time. */
final class SqliteLane implements Lane, AutoCloseable {
    private static final int READERS = 4;

    private final long waitMillis;
    private final BlockingQueue<Sql> writer = new ArrayBlockingQueue<>(1, true);
    private final BlockingQueue<Sql> readers = new ArrayBlockingQueue<>(READERS, true);
    private final List<Connection> open = new ArrayList<>();

    private SqliteLane(Duration wait) {
        this.waitMillis = wait.toMillis();
    }

    static SqliteLane open(Path file, Duration wait) {
        Path path = file.toAbsolutePath();
        if (path.toString().indexOf('?') >= 0) {
            throw new IllegalArgumentException("the driver cannot open a path with a question mark");
        }
        protect(path);
        SqliteLane lane = new SqliteLane(wait);
        try {
            Connection first = lane.connect(path);
            requireDurable(first);
            JdbcSchema.apply(first);
            lane.writer.add(new Sql(first, "", true));
            for (int i = 0; i < READERS; i++) {
                Connection reader = lane.connect(path);
                execute(reader, "PRAGMA query_only=ON");
                lane.readers.add(new Sql(reader, "", true));
            }
            return lane;
        } catch (SQLException e) {
            lane.close();
            throw Lane.failed("open", e);
        } catch (RuntimeException e) {
            lane.close();
            throw e;
        }
    }

    private Connection connect(Path path) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("busy_timeout", Long.toString(waitMillis));
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path, settings);
        open.add(connection);
        return connection;
    }

    /** Makes the file for its owner alone, before the driver would make it for everybody. */
    private static void protect(Path path) {
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(path.toAbsolutePath().getParent(), PosixFileAttributeView.class);
            if (view == null) {
                return; // not a POSIX file system: the folder's access list decides
            }
            Set<PosixFilePermission> owner =
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            try {
                Files.createFile(path, PosixFilePermissions.asFileAttribute(owner));
            } catch (FileAlreadyExistsException e) {
                if (!owner.containsAll(Files.getPosixFilePermissions(path))) {
                    throw new IllegalStateException("the SQLite file must have mode 0600", e);
                }
            }
        } catch (IOException e) {
            throw new StoreException("the SQLite file cannot be made or read", e);
        }
    }

    private static void requireDurable(Connection connection) throws SQLException {
        Sql sql = new Sql(connection, "", false);
        String journal =
                sql.first("PRAGMA journal_mode", row -> row.getString(1)).orElse("");
        int synchronous = sql.first("PRAGMA synchronous", row -> row.getInt(1)).orElse(0);
        if (!journal.equalsIgnoreCase("wal") || synchronous < 2) {
            throw new IllegalStateException("SQLite needs a write-ahead log and synchronous=FULL on this file system");
        }
    }

    @Override
    public <T> T read(String verb, Work<T> work) {
        return lend(readers, verb, work);
    }

    @Override
    public <T> T write(String verb, Work<T> work) {
        return lend(writer, verb, work);
    }

    @Override
    public <T> T transaction(String verb, Work<T> work) {
        return lend(writer, verb, sql -> {
            execute(sql.connection(), "BEGIN IMMEDIATE");
            try {
                T result = work.on(sql);
                execute(sql.connection(), "COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(sql.connection(), e);
                throw e;
            }
        });
    }

    /**
     * Leaves the connection without a transaction, or closed: inside one that nobody commits, later verbs would
     * acknowledge what is lost. After some errors SQLite has rolled back by itself, and says so by an error.
     */
    private static void rollBack(Connection connection, Exception cause) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
            try {
                execute(connection, "BEGIN"); // fails inside a transaction
                execute(connection, "ROLLBACK");
            } catch (SQLException stuck) {
                cause.addSuppressed(stuck);
                connection.close();
            }
        }
    }

    @Override
    public boolean sweeps() {
        return true;
    }

    private <T> T lend(BlockingQueue<Sql> from, String verb, Work<T> work) {
        Sql sql = take(from, verb);
        try {
            return work.on(sql);
        } catch (SQLException e) {
            throw Lane.failed(verb, e);
        } finally {
            from.add(sql);
        }
    }

    private Sql take(BlockingQueue<Sql> from, String verb) {
        try {
            Sql sql = from.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (sql == null) {
                throw new StoreException(verb + ": no connection became free in " + waitMillis + " ms");
            }
            return sql;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(verb + " was interrupted before it began", e);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /** Closes every connection; verbs fail from then on. */
    @Override
    public void close() {
        SQLException first = null;
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw Lane.failed("close", first);
        }
    }
}
