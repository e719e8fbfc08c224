/**
 * Stores on PostgreSQL 14 and later, and on SQLite, the durable embedded default. The application adds the driver:
 * {@code org.postgresql:postgresql} or {@code org.xerial:sqlite-jdbc}.
 *
 * <pre>{@code
 * try (JdbcStores stores = JdbcStores.sqlite(Path.of("gatehouse.db"), InstantSource.system())) { ... }
 *
 * JdbcSchema.apply(dataSource); // or Flyway with the location dev/gatehouse/store/jdbc/postgresql
 * JdbcStores stores = JdbcStores.postgresql(dataSource, InstantSource.system());
 * }</pre>
 *
 * <p><b>Verbs.</b> Each is one prepared statement in a transaction of its own; when it changed no row, a second one
 * reads the row's write id to tell a repeat from a loser (rule R5). Every {@link java.sql.SQLException} becomes a
 * {@link dev.gatehouse.spi.StoreException} that names the verb and the SQL state, never a value. The driver's own
 * exception is its cause; set {@code logServerErrorDetail=false} on PostgreSQL to keep values out of that as well.
 * An insert into a store whose rows expire then removes at most two expired rows.
 *
 * <p><b>PostgreSQL.</b> The data source must hand out connections of its own, not the caller's transaction. At open:
 * the server is a primary, {@code synchronous_commit} is {@code on} or {@code remote_apply} and
 * {@code default_transaction_isolation} is {@code read committed}, or {@link java.lang.IllegalStateException}. Every
 * verb sends, in the same round trip, a lock timeout of 5 s and a statement timeout of 10 s that end with its
 * transaction and leak into nothing else, and refuses to go on if the server has become a standby.
 *
 * <p><b>SQLite.</b> One writer connection and four readers for each {@link dev.gatehouse.store.jdbc.JdbcStores}; write-ahead log,
 * {@code synchronous=FULL}, a wait of 5 s for another process's write. The file is made with mode 0600; one that its
 * group or others may touch is refused. Not for network file systems.
 *
 * <p><b>Joining</b> the caller's transaction is explicit: {@link dev.gatehouse.store.jdbc.JdbcStores#joining}.
 *
 * <p><b>Schema.</b> One table for each store, {@code gatehouse_<store>}; {@link dev.gatehouse.store.jdbc.JdbcSchema}
 * applies, checks and prints it. SQLite files are kept up to date when they are opened.
 */
@NullMarked
package dev.gatehouse.store.jdbc;

import org.jspecify.annotations.NullMarked;
