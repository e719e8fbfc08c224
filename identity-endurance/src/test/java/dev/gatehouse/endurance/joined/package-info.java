/** Flows inside the application's own transaction, on the engines that have one. */
@NullMarked
package dev.gatehouse.endurance.joined;

import org.jspecify.annotations.NullMarked;
