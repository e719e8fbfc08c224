/** Where master keys come from. */
@NullMarked
package dev.gatehouse.spi.key;

import org.jspecify.annotations.NullMarked;
