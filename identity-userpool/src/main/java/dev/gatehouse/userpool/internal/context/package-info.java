/** What every flow of one pool shares. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.context;

import org.jspecify.annotations.NullMarked;
