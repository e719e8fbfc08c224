/** Real Cassandra nodes for tests; test scope. */
module dev.gatehouse.testkit.cassandra {
    requires static org.jspecify;

    exports dev.gatehouse.testkit.cassandra;
}
