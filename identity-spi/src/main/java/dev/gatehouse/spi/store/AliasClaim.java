package dev.gatehouse.spi.store;

import dev.gatehouse.WriteId;

/**
 * A user's own entry for one of its aliases. The alias row is honoured only while its version equals {@code claim}.
 *
 * @param canonical the canonical value, as in the alias's key
 * @param claim the write that claimed the alias row
 */
public record AliasClaim(String canonical, WriteId claim) {}
