/** Temporary credentials: what is vended, and who vends it. */
@NullMarked
package dev.gatehouse.spi.credential;

import org.jspecify.annotations.NullMarked;
