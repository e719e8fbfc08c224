/** Identity pools: temporary credentials, request signatures and their enforcement. */
module dev.gatehouse.credentials {
    requires transitive dev.gatehouse.spi;
    requires com.github.benmanes.caffeine;

    exports dev.gatehouse.credentials.directory;
    exports dev.gatehouse.credentials.guard;
    exports dev.gatehouse.credentials.pool;
    exports dev.gatehouse.credentials.role;
    exports dev.gatehouse.credentials.signature;
    exports dev.gatehouse.credentials.sts;
}
