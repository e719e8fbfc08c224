package dev.gatehouse.benchmarks;

import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import java.util.function.Supplier;

/** Counts what a flow asks of the stores. Of one thread. */
public final class VerbCount implements StoreInterceptor {
    private int reads;
    private int writes;

    @Override
    public <T> T call(StoreVerb verb, Supplier<T> proceed) {
        if (verb.isWrite()) {
            writes++;
        } else {
            reads++;
        }
        return proceed.get();
    }

    /** Counts from zero again. */
    public void reset() {
        reads = 0;
        writes = 0;
    }

    /** Returns how many verbs read. */
    public int reads() {
        return reads;
    }

    /** Returns how many verbs may have written. */
    public int writes() {
        return writes;
    }
}
