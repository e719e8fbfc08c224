/** Identity pools: temporary credentials, request signatures and their enforcement. */
module dev.gatehouse.credentials {
    requires transitive dev.gatehouse.spi;

    exports dev.gatehouse.credentials.signature;
    exports dev.gatehouse.credentials.sts;
}
