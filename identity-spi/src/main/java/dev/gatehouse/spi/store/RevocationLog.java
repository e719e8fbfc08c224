package dev.gatehouse.spi.store;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.Optional;

/**
 * What was revoked, in the order of the writers' clocks. Readers follow it by time with an overlap wider than any
 * clock difference and any write, so an entry that arrives late is still seen. Safe for many threads and processes.
 */
public interface RevocationLog {
    /**
     * L1. Adds a line. After it returns, every {@link #since} whose start is not after {@code at} sees it. Repeats
     * under the same write id add nothing.
     */
    void append(PoolId pool, Revocation revocation, Instant at, WriteId write);

    /**
     * L2. Returns the lines of a pool whose time is not before {@code from}, in the order of time.
     *
     * @param cursor where the previous page ended, or empty for the first
     * @param limit how many lines at most, 1 to 1,000
     */
    Page<Revocation> since(PoolId pool, Instant from, Optional<Cursor> cursor, int limit);

    /** L3. Removes at most {@code limit} lines that stopped mattering before {@code now}; returns how many. */
    int sweep(Instant now, int limit);
}
