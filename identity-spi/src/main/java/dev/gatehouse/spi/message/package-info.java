/** Messages to users: what is sent, and who sends it. */
@NullMarked
package dev.gatehouse.spi.message;

import org.jspecify.annotations.NullMarked;
