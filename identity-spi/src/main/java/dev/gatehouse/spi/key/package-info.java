/**
 * Keys at rest: {@link dev.gatehouse.spi.key.MasterKeySource} gives the keys that seal everything,
 * {@link dev.gatehouse.spi.key.PoolSecrets} finds or makes a pool's own secret, and
 * {@link dev.gatehouse.spi.key.PoolKeys} holds and rotates the keys that a pool signs with.
 */
@NullMarked
package dev.gatehouse.spi.key;

import org.jspecify.annotations.NullMarked;
