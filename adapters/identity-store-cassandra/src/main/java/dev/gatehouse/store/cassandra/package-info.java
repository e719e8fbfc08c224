/** Stores on Apache Cassandra 5: the engine for hundreds of millions of users. */
@NullMarked
package dev.gatehouse.store.cassandra;

import org.jspecify.annotations.NullMarked;
