package dev.gatehouse.testkit;

import org.jspecify.annotations.Nullable;

/**
 * One verb on one row, as its caller saw it.
 *
 * @param caller the name of the calling thread
 * @param ask what was asked
 * @param invoked the tick at which it began
 * @param returned the tick at which the answer was there; {@link #NEVER} if it never was
 * @param answer the answer, or null if it never came: the verb may have had its effect at any time since, or not at all
 */
record Call(
        String caller,
        Ask ask,
        long invoked,
        long returned,
        @Nullable Object answer) {
    static final long NEVER = Long.MAX_VALUE;

    boolean isPending() {
        return returned == NEVER;
    }

    /** Returns whether this call, answered as it was, leaves every row alone: it read, or it was refused. */
    boolean changesNothing() {
        return answer != null && !answer.equals(true);
    }

    @Override
    public String toString() {
        return "[" + invoked + ".." + (isPending() ? "" : returned) + "] " + caller + " " + ask + " -> "
                + (isPending() ? "unknown" : answer);
    }
}
