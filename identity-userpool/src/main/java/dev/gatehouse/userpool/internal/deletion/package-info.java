/**
 * The protocol "delete user", which every later caller can go on with: the user, an administrator, maintenance. Not
 * exported.
 */
@NullMarked
package dev.gatehouse.userpool.internal.deletion;

import org.jspecify.annotations.NullMarked;
