/** Tests of who may administer. */
@NullMarked
package dev.gatehouse.web.wire.admin;

import org.jspecify.annotations.NullMarked;
