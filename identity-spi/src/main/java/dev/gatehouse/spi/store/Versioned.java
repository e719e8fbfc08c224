package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;

/**
 * A stored value and the id of the write that put it there. Ids are opaque: only equality means anything.
 *
 * @param value the value
 * @param version the write that the row carries
 */
public record Versioned<V>(V value, WriteId version) {}
