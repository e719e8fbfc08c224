/** Every flow that writes more than one row, struck at each write on every engine. */
@NullMarked
package dev.gatehouse.endurance.crash;

import org.jspecify.annotations.NullMarked;
