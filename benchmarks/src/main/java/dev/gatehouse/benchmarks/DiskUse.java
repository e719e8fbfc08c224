package dev.gatehouse.benchmarks;

/**
 * What an engine's files hold, logs not counted.
 *
 * @param rows bytes of tables and indexes, on all nodes together
 * @param system bytes of the server's own tables that grow with writes: Cassandra's decisions, kept for ten days
 */
public record DiskUse(long rows, long system) {
    static DiskUse ofRows(long bytes) {
        return new DiskUse(bytes, 0);
    }

    /** Returns what came after {@code before}. */
    public DiskUse since(DiskUse before) {
        return new DiskUse(rows - before.rows, system - before.system);
    }

    DiskUse plus(DiskUse other) {
        return new DiskUse(rows + other.rows, system + other.system);
    }
}
