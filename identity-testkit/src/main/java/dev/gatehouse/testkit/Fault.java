package dev.gatehouse.testkit;

/**
 * What may befall one verb of {@link FaultyStores}. None is a breach of the rules of {@code RowStore}: a flow that
 * goes wrong under them is at fault itself.
 */
public enum Fault {
    /** The verb does not arrive; its caller gets a {@code StoreException}. Of writes and of reads. */
    FAIL_BEFORE,
    /** The write takes effect, but its caller gets a {@code StoreException}. */
    LOSE_ANSWER,
    /**
     * The caller gets a {@code StoreException}, and the write arrives up to 40 turns later, or at the end: after the
     * caller's repeats, after later writes, after the caller has gone.
     */
    ARRIVE_LATE,
    /** The write is performed twice in a row under its write id; the second answer is the one that is given. */
    REPEAT,
    /**
     * A listing is of no one moment: a row that changed while it ran is shown as it was, as it is, or not at all
     * (R6). Of {@code page}, {@code ofUser}, {@code ofGroup} and {@code ofKind}. {@code since} shows what was there
     * when it began or when it ended. A {@code find} is never stale (R1), nor is a listing of rows that stand.
     */
    TORN_LISTING
}
