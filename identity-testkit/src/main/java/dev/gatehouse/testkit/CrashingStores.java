package dev.gatehouse.testkit;

import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Numbers the writes of a flow, from 1, and strikes at one of them. A halted process stays halted: every later verb
 * throws {@link ProcessHalted} too, reads included. The rival must use the stores underneath, not these. Thread-safe.
 */
public final class CrashingStores {
    private final List<StoreVerb> writes = new ArrayList<>();
    private final int target;
    private final CrashMode mode;
    private final Runnable rival;
    private final Stores stores;
    private boolean halted;

    private CrashingStores(Stores stores, int target, CrashMode mode, Runnable rival) {
        this.target = target;
        this.mode = mode;
        this.rival = rival;
        this.stores = InterceptedStores.around(stores, new Striker());
    }

    /** Returns stores that only count. */
    public static CrashingStores counting(Stores stores) {
        return new CrashingStores(stores, 0, CrashMode.HALT_BEFORE, () -> {});
    }

    /**
     * Returns stores that strike once.
     *
     * @param write the number of the write, from 1
     * @param rival what runs in the pause; not used by the other modes
     */
    public static CrashingStores striking(Stores stores, int write, CrashMode mode, Runnable rival) {
        if (write < 1) {
            throw new IllegalArgumentException("writes are numbered from 1");
        }
        return new CrashingStores(stores, write, mode, rival);
    }

    /** Returns the stores to hand to the flow. */
    public Stores stores() {
        return stores;
    }

    /** Returns the writes so far, in order, the struck one included. */
    public synchronized List<StoreVerb> writes() {
        return List.copyOf(writes);
    }

    private synchronized boolean strikes(StoreVerb verb) {
        if (halted) {
            throw new ProcessHalted("halted before " + verb);
        }
        if (!verb.isWrite()) {
            return false;
        }
        writes.add(verb);
        return writes.size() == target;
    }

    private synchronized ProcessHalted halt(StoreVerb verb) {
        halted = true;
        return new ProcessHalted(mode + " " + verb);
    }

    private final class Striker implements StoreInterceptor {
        @Override
        public <T> T call(StoreVerb verb, Supplier<T> proceed) {
            if (!strikes(verb)) {
                return proceed.get();
            }
            if (mode == CrashMode.HALT_BEFORE) {
                throw halt(verb);
            }
            if (mode == CrashMode.PAUSE_BEFORE) {
                rival.run();
            }
            T answer = proceed.get();
            switch (mode) {
                case HALT_AFTER -> throw halt(verb);
                case LOSE_ANSWER -> throw new StoreException("the answer of " + verb + " was lost by the test");
                case PAUSE_AFTER -> rival.run();
                default -> {}
            }
            return answer;
        }
    }
}
