package dev.gatehouse.userpool.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.userpool.maintenance.MaintenanceReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one call of {@link UserPools#maintain} did. Immutable. */
public final class DirectoryReport {
    private final Map<PoolId, MaintenanceReport> pools;
    private final int deletionsFinished;
    private final int entriesDropped;
    private final int secretsResealed;

    DirectoryReport(Counts counts) {
        this.pools = Collections.unmodifiableMap(new LinkedHashMap<>(counts.pools));
        this.deletionsFinished = counts.deletionsFinished;
        this.entriesDropped = counts.entriesDropped;
        this.secretsResealed = counts.secretsResealed;
    }

    /** Counters of one run. Not thread-safe. */
    static final class Counts {
        final Map<PoolId, MaintenanceReport> pools = new LinkedHashMap<>();
        int deletionsFinished;
        int entriesDropped;
        int secretsResealed;
    }

    /** Returns what was done in each pool that had its turn. */
    public Map<PoolId, MaintenanceReport> pools() {
        return pools;
    }

    /** Returns how many deleted pools are gone for good. */
    public int deletionsFinished() {
        return deletionsFinished;
    }

    /** Returns how many index rows were dropped whose client never came to be or is gone. */
    public int entriesDropped() {
        return entriesDropped;
    }

    /** Returns how many clients had their secrets sealed again under the current master key. */
    public int secretsResealed() {
        return secretsResealed;
    }

    @Override
    public String toString() {
        return "DirectoryReport[pools " + pools.keySet() + ", deletions " + deletionsFinished + ", entries "
                + entriesDropped + ", resealed " + secretsResealed + "]";
    }
}
