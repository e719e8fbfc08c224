/** Real Cassandra nodes for tests; test scope. */
module dev.gatehouse.testkit.cassandra {
    requires java.management;
    requires jdk.attach;
    requires static org.jspecify;

    exports dev.gatehouse.testkit.cassandra;
}
