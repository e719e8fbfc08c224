/**
 * Stores in memory: ordered concurrent maps, one per store, whose rows are swapped by compare-and-set. They pass the
 * same published contracts as PostgreSQL, SQLite and Cassandra, so a test that runs on them shows what the engines do.
 *
 * <p>{@code Stores stores = new InMemoryStores();} is all there is: no settings, nothing to close, nothing that
 * survives the process. Every verb is safe for use by many threads. Listings go by key; a cursor names the last key
 * returned. A key may have at most 700 characters beside its pool,
 * more than any key that Gatehouse makes. {@code sweep} looks at every row of its store.
 */
@NullMarked
package dev.gatehouse.store.memory;

import org.jspecify.annotations.NullMarked;
