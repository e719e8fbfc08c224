/** Every flow with a rival under faults and in an order that a seed decides. */
@NullMarked
package dev.gatehouse.endurance.faulty;

import org.jspecify.annotations.NullMarked;
