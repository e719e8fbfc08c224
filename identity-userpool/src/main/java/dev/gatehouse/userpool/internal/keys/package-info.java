/** Which signing keys one user pool needs; {@link dev.gatehouse.spi.key.PoolKeys} keeps them. Not exported. */
@NullMarked
package dev.gatehouse.userpool.internal.keys;

import org.jspecify.annotations.NullMarked;
