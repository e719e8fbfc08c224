package dev.gatehouse.benchmarks;

import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import java.util.function.Supplier;

/** Counts what a flow asks of the stores. Of one thread. */
final class VerbCount implements StoreInterceptor {
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

    void reset() {
        reads = 0;
        writes = 0;
    }

    int reads() {
        return reads;
    }

    int writes() {
        return writes;
    }
}
