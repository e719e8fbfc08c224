/** What an application or a storage vendor implements: stores, senders, vendors, hooks and key sources. */
@SuppressWarnings("module") // the friends that the last exports name are built later
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
    exports dev.gatehouse.spi.internal.page to
            dev.gatehouse.credentials,
            dev.gatehouse.userpool;
    exports dev.gatehouse.spi.internal.setting to
            dev.gatehouse.credentials,
            dev.gatehouse.userpool;
}
