package dev.gatehouse.testkit;

/** What happens at one write of a flow. */
public enum CrashMode {
    /** The process dies before the write takes effect. */
    HALT_BEFORE,
    /** The process dies after the write took effect and before the flow learns of it. */
    HALT_AFTER,
    /** The write takes effect, but the flow gets a {@code StoreException}, once. */
    LOSE_ANSWER,
    /** A rival runs to its end before the write; then the flow goes on. */
    PAUSE_BEFORE,
    /** A rival runs to its end after the write; then the flow goes on. */
    PAUSE_AFTER;

    /** Returns whether a rival takes part. */
    public boolean isPause() {
        return this == PAUSE_BEFORE || this == PAUSE_AFTER;
    }
}
