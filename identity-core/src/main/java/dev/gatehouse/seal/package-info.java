/** Sealed values: authenticated encryption of what rests in a store. */
@NullMarked
package dev.gatehouse.seal;

import org.jspecify.annotations.NullMarked;
