package dev.gatehouse.store.memory;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.StoresContract;

class InMemoryStoresTest extends StoresContract {
    private static final InMemoryStores STORES = new InMemoryStores();

    @Override
    protected Stores stores() {
        return STORES;
    }
}
