package dev.gatehouse.spi.store;

import java.time.Instant;

/**
 * One line of the revocation log. Applying a line twice, or lines in any order, has the same effect as once.
 *
 * @param kind what is revoked
 * @param subject the family, user, role or identity; the pool's id for a pool
 * @param epoch for epochs, the lowest one that is still valid; 0 for families
 * @param until when the line stops mattering because everything it revokes has expired
 */
public record Revocation(Kind kind, String subject, long epoch, Instant until) {
    /** What a line revokes. */
    public enum Kind {
        /** The access and ID tokens of one sign-in, by {@code origin_jti}. */
        FAMILY,
        /** The sessions of a user below an epoch. */
        USER,
        /** The sessions of a role below an epoch. */
        ROLE,
        /** The credentials of an identity below an epoch. */
        IDENTITY,
        /** Everything of the pool below an epoch. */
        POOL
    }
}
