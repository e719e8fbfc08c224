/** What every directory of pools shares: rows that are changed in a loop, listed and purged, and views of them. Not exported. */
@NullMarked
package dev.gatehouse.spi.internal.setting;

import org.jspecify.annotations.NullMarked;
