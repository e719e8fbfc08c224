package dev.gatehouse.password;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The door before the hashing: work enters while its memory fits in the budget and processors are left for other things, waits in
 * order of arrival for a bounded time, and is refused beyond. No lock is held while hashing, so a virtual thread that waits here unmounts.
 */
final class HashGate {
    private static final Duration MIN_RETRY_AFTER = Duration.ofSeconds(1);

    private final int budgetKib;
    private final int leastKib;
    private final Semaphore freeKib;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong admitted = new AtomicLong();
    private final int maxWaiting;
    private final Duration maxWait;

    HashGate(int budgetKib, int maxConcurrent, int maxWaiting, Duration maxWait) {
        this.budgetKib = budgetKib;
        // So many works take the whole budget, however little memory each needs.
        this.leastKib = (int) (((long) budgetKib + maxConcurrent - 1) / maxConcurrent);
        this.freeKib = new Semaphore(budgetKib, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** Returns how many works were let in so far. */
    long admitted() {
        return admitted.get();
    }

    boolean admits(long kib) {
        return kib <= budgetKib;
    }

    /** Returns what {@code work} returns, or {@code TOO_MANY_REQUESTS} if there was no room for {@code kib} in time. */
    <T> Outcome<T> run(long kib, Supplier<T> work) {
        if (!admits(kib)) {
            throw new IllegalArgumentException("the work is larger than the whole memory budget");
        }
        int permits = Math.max((int) kib, leastKib);
        if (!enter(permits)) {
            return Outcome.refused(Refusal.retryAfter(
                    ErrorCode.TOO_MANY_REQUESTS, maxWait.compareTo(MIN_RETRY_AFTER) > 0 ? maxWait : MIN_RETRY_AFTER));
        }
        admitted.incrementAndGet();
        try {
            return Outcome.success(work.get());
        } finally {
            freeKib.release(permits);
        }
    }

    private boolean enter(int permits) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            // The queue is full (or is not wanted): take free room if nobody is ahead, else refuse.
            return !freeKib.hasQueuedThreads() && freeKib.tryAcquire(permits);
        }
        try {
            return freeKib.tryAcquire(permits, maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
