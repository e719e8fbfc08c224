/** PostgreSQL for vended identities. The driver comes from the application. */
module dev.gatehouse.vendor.postgresql {
    requires transitive dev.gatehouse.spi;
    requires transitive java.sql;

    exports dev.gatehouse.vendor.postgresql;
}
