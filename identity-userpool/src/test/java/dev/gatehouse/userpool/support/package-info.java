/** A pool on stores in memory, for the tests of every flow. */
@NullMarked
package dev.gatehouse.userpool.support;

import org.jspecify.annotations.NullMarked;
