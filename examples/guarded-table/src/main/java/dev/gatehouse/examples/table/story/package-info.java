/** The story that proves it, told by the unmodified AWS SDK. */
@NullMarked
package dev.gatehouse.examples.table.story;

import org.jspecify.annotations.NullMarked;
