/** What roles, vending and the guard share about policies: trust, session tags, compiled sets. Not exported. */
@NullMarked
package dev.gatehouse.credentials.internal.policy;

import org.jspecify.annotations.NullMarked;
