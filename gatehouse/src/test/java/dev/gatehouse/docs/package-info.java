/** The samples of {@code docs/features}, compiled and run. */
@NullMarked
package dev.gatehouse.docs;

import org.jspecify.annotations.NullMarked;
