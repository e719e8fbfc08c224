package dev.gatehouse.spi.store;

import java.time.Instant;

/**
 * An entry in a group's list of members. It counts only while the user's own row names the group's incarnation.
 *
 * @param since when the user was added
 */
public record Member(Instant since) {}
