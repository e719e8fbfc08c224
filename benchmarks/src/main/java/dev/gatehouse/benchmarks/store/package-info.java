/**
 * The same flows on every engine, side by side in one process: round trips, latency, bytes per user on disk. Start with
 * {@link dev.gatehouse.benchmarks.store.Flows}.
 */
@NullMarked
package dev.gatehouse.benchmarks.store;

import org.jspecify.annotations.NullMarked;
