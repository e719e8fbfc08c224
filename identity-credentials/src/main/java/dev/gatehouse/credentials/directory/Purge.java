package dev.gatehouse.credentials.directory;

import dev.gatehouse.PoolId;
import dev.gatehouse.spi.internal.setting.PoolPurge;
import dev.gatehouse.spi.store.Stores;
import java.util.List;

/** Removes what a deleted pool leaves behind; its settings are its shared policies. Counters and revocations expire by themselves. */
final class Purge {
    private final Stores stores;

    Purge(Stores stores) {
        this.stores = stores;
    }

    /** Roles go first: with its role gone, what was vended opens nothing. The secret goes last: it marks the end. */
    void run(PoolId pool) {
        PoolPurge.run(
                stores,
                pool,
                List.of(stores.roles(), stores.identities(), stores.logins(), stores.settings(), stores.signingKeys()));
    }
}
