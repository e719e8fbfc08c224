package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;

/** One row of a listing: its key, its value and the write that it carries. */
public record Row<K extends RowKey, V>(K key, V value, WriteId version) {}
