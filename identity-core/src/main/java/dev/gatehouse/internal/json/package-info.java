/** The strict JSON reader and writer. Not for use outside Gatehouse. */
@NullMarked
package dev.gatehouse.internal.json;

import org.jspecify.annotations.NullMarked;
