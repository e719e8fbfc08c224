/** The flows that write, each in a world of its own, and what must hold of it whatever happens. */
@NullMarked
package dev.gatehouse.endurance.flow;

import org.jspecify.annotations.NullMarked;
