package dev.gatehouse.store.jdbc;

import dev.gatehouse.spi.StoreException;
import java.sql.SQLException;

/** Where statements run: connections of our own, or the caller's transaction. */
interface Lane {
    /** Statements that make one verb; the first one that changes a row decides, any after it only read. */
    @FunctionalInterface
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /** Runs statements that change nothing. */
    <T> T read(String verb, Work<T> work);

    /** Runs statements of which each is a transaction of its own. */
    <T> T write(String verb, Work<T> work);

    /** Runs statements in one transaction: an insert and the removal of a few expired rows. */
    <T> T transaction(String verb, Work<T> work);

    /** Returns whether inserts may remove expired rows as they go. */
    boolean sweeps();

    /** Returns what a verb throws: its name and the SQL state; the driver's text, which may have values, is only in the cause. */
    static StoreException failed(String verb, SQLException cause) {
        return new StoreException(verb + " failed with SQL state " + cause.getSQLState(), cause);
    }
}
