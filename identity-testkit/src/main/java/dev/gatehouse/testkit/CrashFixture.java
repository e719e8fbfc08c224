package dev.gatehouse.testkit;

import dev.gatehouse.spi.store.Stores;

/**
 * One flow in a fresh world, for {@link CrashHarness}. The constructor prepares the world; a fixture is used for one
 * run and then closed. Given the same world, {@code flow} must make the same writes in the same order.
 */
public interface CrashFixture extends AutoCloseable {
    /** Returns the engine's stores of this world. */
    Stores stores();

    /**
     * Runs the flow once on the given stores, which are {@link #stores()} with faults. May end in
     * {@code StoreException}; never catches {@link ProcessHalted}.
     */
    void flow(Stores faulty);

    /** Runs what competes with the flow, on {@link #stores()}, to its end. Does nothing unless overridden. */
    default void rival() {}

    /** Returns whether there is a rival; without one the pauses are left out. False unless overridden. */
    default boolean hasRival() {
        return false;
    }

    /** Checks on {@link #stores()} what must hold after the strike, whatever it was; throws {@code AssertionError}. */
    void check(Strike strike);

    /** Gives the world back. Does nothing unless overridden. */
    @Override
    default void close() {}
}
