package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;

/** Between which nodes the one winner of a row is chosen. With one data centre both are the same. */
public enum Reach {
    /** Among all data centres: {@code SERIAL}, committed and read at {@code QUORUM}. Right from anywhere. */
    EVERY_REGION,

    /**
     * Within the home region: {@code LOCAL_SERIAL}, committed and read at {@code LOCAL_QUORUM}. Right only if every
     * process reaches these rows through the home region; two regions that decide each for itself both win.
     */
    HOME_REGION;

    /** Returns the level at which a lightweight transaction chooses its winner. */
    public ConsistencyLevel serial() {
        return this == EVERY_REGION ? ConsistencyLevel.SERIAL : ConsistencyLevel.LOCAL_SERIAL;
    }

    /** Returns the level of commits, reads and plain writes. */
    public ConsistencyLevel quorum() {
        return this == EVERY_REGION ? ConsistencyLevel.QUORUM : ConsistencyLevel.LOCAL_QUORUM;
    }
}
