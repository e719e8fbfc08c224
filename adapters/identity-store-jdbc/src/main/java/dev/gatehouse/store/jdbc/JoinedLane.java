package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** The caller's transaction. Never commits, rolls back or closes; after a failure it does nothing any more. */
final class JoinedLane implements Lane {
    private final Sql sql;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean failed;

    JoinedLane(Connection connection, String guard) {
        this.sql = new Sql(connection, guard, false);
    }

    @Override
    public <T> T read(String verb, Work<T> work) {
        return write(verb, work);
    }

    @Override
    public <T> T write(String verb, Work<T> work) {
        lock.lock();
        try {
            if (failed) {
                throw new StoreException(verb + ": a statement of the joined transaction failed; roll it back");
            }
            return work.on(sql);
        } catch (SQLException e) {
            failed = true;
            throw Lane.failed(verb, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> T transaction(String verb, Work<T> work) {
        return write(verb, work);
    }

    @Override
    public boolean sweeps() {
        return false;
    }
}
