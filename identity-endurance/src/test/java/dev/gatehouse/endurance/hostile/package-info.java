/** Input that nobody honest would type. */
@NullMarked
package dev.gatehouse.endurance.hostile;

import org.jspecify.annotations.NullMarked;
