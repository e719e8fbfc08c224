package dev.gatehouse.testkit;

import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Between callers and their stores: now and then a write does not arrive, or its answer does not, or the caller hears
 * of a failure and the write arrives later. Thread-safe; what is lost depends on the seed and on the order of calls.
 */
final class LossyNetwork implements StoreInterceptor {
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final Random random;

    LossyNetwork(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public <T> T call(StoreVerb verb, Supplier<T> proceed) {
        int fate = fate();
        if (fate >= 60) {
            deliverOne();
        }
        if (!verb.isWrite() || fate >= 12) {
            return proceed.get();
        }
        if (fate < 4) {
            throw new StoreException(verb + " did not arrive, by the test");
        }
        if (fate < 8) {
            late.add(() -> {
                T unused = proceed.get();
            });
            throw new StoreException(verb + " is late, by the test");
        }
        T unused = proceed.get();
        throw new StoreException("the answer of " + verb + " was lost by the test");
    }

    private synchronized int fate() {
        return random.nextInt(100);
    }

    private boolean deliverOne() {
        Runnable write = late.poll();
        if (write != null) {
            write.run();
        }
        return write != null;
    }

    /** Lets everything arrive that is still on its way. */
    void deliver() {
        boolean more = true;
        while (more) {
            more = deliverOne();
        }
    }
}
