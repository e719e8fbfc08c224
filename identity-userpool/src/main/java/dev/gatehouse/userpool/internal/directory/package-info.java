/**
 * From names to users, and claims on names. Not exported.
 *
 * <ul>
 *   <li>{@link dev.gatehouse.userpool.internal.directory.Directory}: what a caller typed, to the user it honours; a
 *       fixed number of reads, and a decoy id for an absent user, so that the flows do the same work for both.
 *   <li>{@link dev.gatehouse.userpool.internal.directory.Claims}: TAKE-OVER (protocol rules 2 to 4).
 *   <li>{@link dev.gatehouse.userpool.internal.directory.Tries}: what every flow does about a lost write.
 *   <li>{@link dev.gatehouse.userpool.internal.directory.Addresses}: where a user may be written to.
 * </ul>
 */
@NullMarked
package dev.gatehouse.userpool.internal.directory;

import org.jspecify.annotations.NullMarked;
