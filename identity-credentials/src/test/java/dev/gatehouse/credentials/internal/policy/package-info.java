/** Tests of what roles, vending and the guard share about policies. */
@NullMarked
package dev.gatehouse.credentials.internal.policy;

import org.jspecify.annotations.NullMarked;
