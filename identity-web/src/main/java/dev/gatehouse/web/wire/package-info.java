/** The reference service's JSON 1.1 protocol. */
@NullMarked
package dev.gatehouse.web.wire;

import org.jspecify.annotations.NullMarked;
