/** Groups as the flows of the pool see them: which of a user's memberships count, and what they put into tokens. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.group;

import org.jspecify.annotations.NullMarked;
