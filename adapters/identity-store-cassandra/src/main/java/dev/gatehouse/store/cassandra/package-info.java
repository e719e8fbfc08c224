/**
 * Stores on Apache Cassandra 5: the engine for hundreds of millions of users. The application brings the session; the
 * driver's types are part of this module's interface.
 *
 * <pre>{@code
 * CqlSession session = CqlSession.builder()
 *         .withConfigLoader(CassandraStores.driver().build())
 *         .addContactPoint(node)
 *         .withLocalDatacenter("dc1")
 *         .build();
 * CassandraSchema.apply(session, "gatehouse");
 * CassandraSettings settings = CassandraSettings.builder("gatehouse").build();
 * CassandraStores stores = CassandraStores.open(session, settings, InstantSource.system());
 * }</pre>
 *
 * <p><b>Verbs.</b> Each conditional verb is one lightweight transaction on the row's partition, committed at a quorum,
 * deletes included; plain and conditional writes never meet on a table. What it answers carries the row's write id, so
 * a repeat is told from a loser (rule R5). Reads are at a quorum, with blocking read repair: they see every
 * acknowledged write, and never go back (rule R1).
 *
 * <p><b>Unknown outcomes.</b> Every failure of the driver becomes a {@link dev.gatehouse.spi.StoreException} that
 * names the verb and the kind of failure, never a value. Nothing is retried here but reads; the caller repeats the
 * verb under its write id, and {@link dev.gatehouse.spi.store.RepeatingStores} does so.
 *
 * <p><b>Listings</b> are an index of buckets, written before the row and removed after it; each entry is judged by its
 * row. No secondary index, no filtering, no partition that grows with a pool.
 *
 * <p><b>Expiry.</b> A row that ends within 400 days has a TTL of its expiry and 17 minutes, counted from the
 * library's clock: Cassandra drops it, and no sweep is needed. What ends later is removed by the sweep (rule R7).
 *
 * <p><b>Regions.</b> {@link dev.gatehouse.store.cassandra.CassandraSettings} names for each store between which nodes
 * its winners are chosen; {@link dev.gatehouse.store.cassandra.CassandraStores#describe} prints it.
 */
@NullMarked
package dev.gatehouse.store.cassandra;

import org.jspecify.annotations.NullMarked;
