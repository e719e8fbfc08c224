/** What the faces that take signed requests share: the request as a signature covers it, and what can be wrong. */
@NullMarked
package dev.gatehouse.web.internal.signed;

import org.jspecify.annotations.NullMarked;
