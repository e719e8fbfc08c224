/** A table whose rows are guarded by identity id: the command line. */
@NullMarked
package dev.gatehouse.examples.table;

import org.jspecify.annotations.NullMarked;
