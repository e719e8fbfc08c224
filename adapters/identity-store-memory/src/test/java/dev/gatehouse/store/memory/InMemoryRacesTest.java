package dev.gatehouse.store.memory;

import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.StoreRacesContract;

class InMemoryRacesTest extends StoreRacesContract {
    private static final InMemoryStores STORES = new InMemoryStores();

    @Override
    protected Stores stores() {
        return STORES;
    }
}
