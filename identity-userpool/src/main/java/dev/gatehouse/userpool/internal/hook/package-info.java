/** How flows call the application's hooks. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.hook;

import org.jspecify.annotations.NullMarked;
