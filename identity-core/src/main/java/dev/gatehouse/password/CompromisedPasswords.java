package dev.gatehouse.password;

import dev.gatehouse.Secret;

/** A list of passwords known from breaches. Must be thread-safe; it is asked last, when every other rule holds. */
@FunctionalInterface
public interface CompromisedPasswords {
    /** Returns whether {@code password} is on the list. An outage is thrown, never answered. */
    boolean contains(Secret password);
}
