/** New passwords: normalised, judged, compared with earlier ones, hashed and stored. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.password;

import org.jspecify.annotations.NullMarked;
