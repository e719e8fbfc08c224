/** What an operation is made of, whichever service it is of. */
@NullMarked
package dev.gatehouse.web.wire.operation;

import org.jspecify.annotations.NullMarked;
