/** Identity pools made at run time, their token service and their administration, without a server. */
@NullMarked
package dev.gatehouse.web.wire.support;

import org.jspecify.annotations.NullMarked;
