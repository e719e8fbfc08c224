package dev.gatehouse.userpool.maintenance;

/**
 * What {@link Maintenance#afterRestore} did.
 *
 * @param usersSignedOut users whose sessions were ended
 * @param usersErased users that were deleted again
 * @param codesVoided one-time values that were voided
 * @param namesDropped entries of users for names that they do not hold
 */
public record RestoreReport(int usersSignedOut, int usersErased, int codesVoided, int namesDropped) {}
