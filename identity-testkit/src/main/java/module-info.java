/** Contracts for store authors, fault wrappers and fakes; test scope. */
module dev.gatehouse.testkit {
    requires transitive dev.gatehouse.spi;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires org.assertj.core;

    exports dev.gatehouse.testkit;
}
