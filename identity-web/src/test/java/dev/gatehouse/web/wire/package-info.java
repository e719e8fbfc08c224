/** The wire protocol, put to the reference's pages and to whole stories, without a server. */
@NullMarked
package dev.gatehouse.web.wire;

import org.jspecify.annotations.NullMarked;
