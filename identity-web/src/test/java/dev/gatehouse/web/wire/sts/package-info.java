/** Tests of the query protocol. */
@NullMarked
package dev.gatehouse.web.wire.sts;

import org.jspecify.annotations.NullMarked;
