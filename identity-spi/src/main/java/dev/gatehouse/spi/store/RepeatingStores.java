package dev.gatehouse.spi.store;

import java.time.InstantSource;

/**
 * Stores that resolve unknown outcomes: a verb that ends in {@link dev.gatehouse.spi.StoreException} is repeated at
 * once, under the same write id, at most 5 times and for at most 60 s by the given clock, and never sleeps between.
 * If the outcome is still unknown, or if the row has moved on meanwhile so that it can no longer be told, the
 * exception is raised. Every answer that is given is the one that a store without failures would have given; only
 * {@code sweep} may count too little.
 */
public final class RepeatingStores {
    private RepeatingStores() {}

    /**
     * Returns stores that repeat the verbs of {@code stores}. Thread-safe, as the stores are.
     *
     * @param clock measures the 60 s
     */
    public static Stores around(Stores stores, InstantSource clock) {
        return InterceptedStores.around(stores, new Repeats(clock));
    }
}
