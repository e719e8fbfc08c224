package dev.gatehouse.testkit;

import dev.gatehouse.spi.store.StoreVerb;

/**
 * One fault and how the flow ended.
 *
 * @param mode what was done
 * @param write the number of the struck write, from 1
 * @param verb the struck write
 * @param ending how the flow ended
 */
public record Strike(CrashMode mode, int write, StoreVerb verb, Ending ending) {
    /** How a flow ended. */
    public enum Ending {
        /** It returned. What it answered must hold. */
        COMPLETED,
        /** It was halted; nobody got an answer. */
        HALTED,
        /** It raised {@code StoreException}: its caller knows that nothing is known. */
        UNKNOWN
    }
}
