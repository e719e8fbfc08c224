/** Processes that are killed, and what must be found afterwards. */
@NullMarked
package dev.gatehouse.endurance.kill;

import org.jspecify.annotations.NullMarked;
