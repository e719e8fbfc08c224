/** What maintenance of one pool and of a directory of pools share. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.upkeep;

import org.jspecify.annotations.NullMarked;
