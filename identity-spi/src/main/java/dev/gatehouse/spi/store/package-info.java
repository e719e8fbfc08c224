/** Storage: every verb reads or conditionally writes one row under the caller's write id. */
@NullMarked
package dev.gatehouse.spi.store;

import org.jspecify.annotations.NullMarked;
