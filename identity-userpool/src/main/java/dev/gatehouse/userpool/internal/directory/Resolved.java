package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.UserId;
import java.util.Optional;

/**
 * What a typed name stands for.
 *
 * @param subject the user, or the decoy id that stands for an absent one: counters and codes are kept under it, so
 *     that a flow does the same work for both
 * @param user the user, if there is one
 * @param typed the name
 * @param typedAddress the kind of address that was typed, if it was one
 */
public record Resolved(UserId subject, Optional<Found> user, TypedName typed, Optional<Address.Kind> typedAddress) {}
