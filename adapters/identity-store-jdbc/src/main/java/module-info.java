/** Stores on PostgreSQL and SQLite. The driver comes from the application. */
module dev.gatehouse.store.jdbc {
    requires transitive dev.gatehouse.spi;
    requires transitive java.sql;

    exports dev.gatehouse.store.jdbc;
}
