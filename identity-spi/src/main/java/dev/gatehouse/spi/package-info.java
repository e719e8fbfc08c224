/** What is common to everything that an application plugs in. */
@NullMarked
package dev.gatehouse.spi;

import org.jspecify.annotations.NullMarked;
