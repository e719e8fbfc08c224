/** What an application or a storage vendor implements: stores, senders, vendors, hooks and key sources. */
module dev.gatehouse.spi {
    requires transitive dev.gatehouse.core;

    exports dev.gatehouse.spi;
    exports dev.gatehouse.spi.codec;
    exports dev.gatehouse.spi.credential;
    exports dev.gatehouse.spi.hook;
    exports dev.gatehouse.spi.key;
    exports dev.gatehouse.spi.message;
    exports dev.gatehouse.spi.revocation;
    exports dev.gatehouse.spi.store;
}
