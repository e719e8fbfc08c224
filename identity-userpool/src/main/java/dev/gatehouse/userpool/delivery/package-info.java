/** What a caller is told about a message on its way. */
@NullMarked
package dev.gatehouse.userpool.delivery;

import org.jspecify.annotations.NullMarked;
