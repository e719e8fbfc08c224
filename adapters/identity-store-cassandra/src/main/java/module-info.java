/** Stores on Apache Cassandra. */
module dev.gatehouse.store.cassandra {
    requires transitive dev.gatehouse.spi;
}
