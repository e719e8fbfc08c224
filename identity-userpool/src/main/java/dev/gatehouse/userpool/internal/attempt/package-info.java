/**
 * Attempts, counted in the store before anything is compared. One class, {@link
 * dev.gatehouse.userpool.internal.attempt.Attempts}, serves codes, passwords and messages. Not exported.
 */
@NullMarked
package dev.gatehouse.userpool.internal.attempt;

import org.jspecify.annotations.NullMarked;
