/** Stores in memory: the one-line start, and what unit tests use. */
module dev.gatehouse.store.memory {
    requires transitive dev.gatehouse.spi;

    exports dev.gatehouse.store.memory;
}
