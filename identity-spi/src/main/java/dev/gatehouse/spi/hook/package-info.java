/** Hooks: the application's own decisions at the steps of a flow. */
@NullMarked
package dev.gatehouse.spi.hook;

import org.jspecify.annotations.NullMarked;
