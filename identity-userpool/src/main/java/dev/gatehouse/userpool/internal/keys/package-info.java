/**
 * The signing keys of one pool: sealed rows in the store, one ring in memory. Not exported.
 *
 * <p>A key's row is its generation, so two nodes that rotate at once cannot both make the next one: one insert wins,
 * the other node reads it. A key is published before it signs and verifies until its last token has ended.
 */
@NullMarked
package dev.gatehouse.userpool.internal.keys;

import org.jspecify.annotations.NullMarked;
