/**
 * Benchmarks of Gatehouse against the floors that no library can go below, measured in the same run. See the README
 * of this module.
 */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
