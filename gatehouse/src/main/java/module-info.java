/** The five-minute dependency: user pool, identity pool, embedded store, one builder. */
module dev.gatehouse {
    requires transitive dev.gatehouse.credentials;
    requires transitive dev.gatehouse.store.jdbc;
    requires transitive dev.gatehouse.userpool;

    exports dev.gatehouse.embedded;
}
