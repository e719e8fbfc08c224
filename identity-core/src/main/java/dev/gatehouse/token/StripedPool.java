package dev.gatehouse.token;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of idle objects that are dear to make and not thread-safe, such as initialised signatures.
 * A thread looks at one slot only, so nothing waits; an empty slot means making a new object. Thread-safe.
 */
final class StripedPool<T> {
    private static final int SLOTS =
            Math.min(64, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 4);

    /** How far slots lie apart, so that two threads do not write to one cache line. */
    private static final int APART = 16;

    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS * APART);

    @Nullable
    T take() {
        return idle.getAndSet(slot(), null);
    }

    void give(T object) {
        idle.set(slot(), object);
    }

    private static int slot() {
        long id = Thread.currentThread().getId();
        return ((int) (id ^ id >>> 7) & SLOTS - 1) * APART;
    }
}
