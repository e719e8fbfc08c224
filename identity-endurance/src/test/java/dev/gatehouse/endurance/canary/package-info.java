/** Secrets that must never be seen in a text. */
@NullMarked
package dev.gatehouse.endurance.canary;

import org.jspecify.annotations.NullMarked;
