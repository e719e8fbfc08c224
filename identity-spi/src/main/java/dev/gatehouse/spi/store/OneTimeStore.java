package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;

/** Values that may be used once. */
public interface OneTimeStore extends RowStore<OneTimeKey, OneTime> {
    /**
     * O1. Takes the value that {@code found} holds: marks the row as used by {@code write}. Of several concurrent
     * callers exactly one gets true; a repeat under the same {@code write} gets true again. A value that is taken
     * already is not taken twice.
     */
    default boolean take(OneTimeKey key, Versioned<OneTime> found, WriteId write) {
        if (found.value().takenBy().isPresent()) {
            return found.value().takenBy().get().equals(write);
        }
        return replace(
                key, found.version(), found.value().toBuilder().takenBy(write).build(), write);
    }
}
