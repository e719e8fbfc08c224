package dev.gatehouse.spi.store;

import dev.gatehouse.UserId;
import java.time.Instant;

/**
 * A name that may find a user. The row's version is the claim; it counts only while the user's row names it.
 *
 * @param user who claims the name
 * @param raw the name as typed
 * @param ruleVersion the version of the canonicalisation rules that made the key
 * @param claimedAt when the claim was written; a young claim is left alone, out of politeness only
 */
public record Alias(UserId user, String raw, int ruleVersion, Instant claimedAt) {}
