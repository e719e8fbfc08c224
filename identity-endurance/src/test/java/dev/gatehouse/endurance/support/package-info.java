/** Pools on every engine, for the tests that wear them out. */
@NullMarked
package dev.gatehouse.endurance.support;

import org.jspecify.annotations.NullMarked;
