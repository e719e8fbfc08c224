/** Where a listing goes on, in a form that only the pool that gave it reads. Not exported. */
@NullMarked
package dev.gatehouse.spi.internal.page;

import org.jspecify.annotations.NullMarked;
