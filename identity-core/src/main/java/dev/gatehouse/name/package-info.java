/** Canonical names: PRECIS user names, e-mail addresses and phone numbers, the same on every JDK. */
@NullMarked
package dev.gatehouse.name;

import org.jspecify.annotations.NullMarked;
