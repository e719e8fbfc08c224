/**
 * What a storage engine needs to know of every store: its name, the text of its keys, when a value ends, and the JSON
 * that a value is stored as. For authors of engines; applications do not meet it.
 *
 * <p><b>Keys</b> are lists of short texts, the pool first ({@link dev.gatehouse.spi.codec.RowType#keyOf}). No two keys
 * have the same texts, no text has U+0000 or U+001F, and a whole key has at most
 * {@value dev.gatehouse.spi.codec.RowType#MAX_KEY_BYTES} bytes of UTF-8, so that it fits the index of every engine.
 *
 * <p><b>Values</b> are JSON objects of at most {@value dev.gatehouse.spi.codec.RowType#MAX_BODY_CHARS} characters.
 * Instants are ISO-8601 in UTC with all their nanoseconds, durations are ISO-8601, bytes are Base64url without
 * padding, maps and sets are sorted, absent members are left out. Reading is strict about the members it knows and
 * ignores the others.
 *
 * <p><b>Formats</b> (rule R8). Every row is stored with {@link dev.gatehouse.spi.codec.RowType#format}. A version
 * that adds a member raises the number. An older version reads such a row, as far as it knows its members, but an
 * engine must not let it replace the row, since the new members would be lost: {@code replace} throws
 * {@link dev.gatehouse.spi.StoreException}. It may delete the row.
 */
@NullMarked
package dev.gatehouse.spi.codec;

import org.jspecify.annotations.NullMarked;
