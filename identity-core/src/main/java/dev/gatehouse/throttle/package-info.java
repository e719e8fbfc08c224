/** Throttling of guesses and of requests as a pure function of stored state and time. */
@NullMarked
package dev.gatehouse.throttle;

import org.jspecify.annotations.NullMarked;
