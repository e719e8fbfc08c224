package dev.gatehouse.spi.store;

import java.util.function.Supplier;

/** Carries out the verbs of {@link InterceptedStores}. Implementations are thread-safe. */
@FunctionalInterface
public interface StoreInterceptor {
    /**
     * Returns the answer of one verb.
     *
     * @param verb which one
     * @param proceed performs it; may be called again, which repeats it under the same write id
     */
    <T> T call(StoreVerb verb, Supplier<T> proceed);
}
