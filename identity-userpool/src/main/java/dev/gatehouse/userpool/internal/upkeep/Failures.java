package dev.gatehouse.userpool.internal.upkeep;

import org.jspecify.annotations.Nullable;

/** What went wrong so far: steps that must not hold each other up, each with its turn. Not thread-safe. */
public final class Failures {
    private @Nullable RuntimeException first;

    /** Takes a step; what it throws is kept for {@link #raise}. */
    public void collect(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) { // raised below: one step's outage must not hold up the others
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    /** Throws the first failure, the others suppressed. */
    public void raise() {
        if (first != null) {
            throw first;
        }
    }
}
