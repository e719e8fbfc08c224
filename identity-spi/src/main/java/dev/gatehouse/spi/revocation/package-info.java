/**
 * From the revocation log to a view in memory. One follower serves all verifiers of a pool on a node; its bound is
 * the longest time that something revoked is still accepted.
 */
@NullMarked
package dev.gatehouse.spi.revocation;

import org.jspecify.annotations.NullMarked;
