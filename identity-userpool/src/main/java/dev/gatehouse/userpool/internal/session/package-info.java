/** Sessions of a user as a whole. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.session;

import org.jspecify.annotations.NullMarked;
