/** Flows raced by eight threads on every engine. */
@NullMarked
package dev.gatehouse.endurance.race;

import org.jspecify.annotations.NullMarked;
