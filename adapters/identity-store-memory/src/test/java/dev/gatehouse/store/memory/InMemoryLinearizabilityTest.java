package dev.gatehouse.store.memory;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.LinearizabilityContract;

class InMemoryLinearizabilityTest extends LinearizabilityContract {
    private static final InMemoryStores STORES = new InMemoryStores();

    @Override
    protected Stores stores() {
        return STORES;
    }

    @Override
    protected int rounds() {
        return 2_000;
    }
}
