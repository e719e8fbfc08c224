package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Stores;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What every identity flow of one pool shares. Immutable and thread-safe.
 *
 * @param stores the stores, already repeating verbs of unknown outcome
 * @param guestLife how long a guest may stay away
 */
public record IdentityContext(
        PoolId pool, Stores stores, Duration guestLife, InstantSource clock, SecureRandom random) {

    /** Returns the time, in the precision that every store keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    WriteId newWrite() {
        return WriteId.random(random);
    }

    IdentityKey key(IdentityId id) {
        return new IdentityKey(pool, id);
    }

    /** Returns a new identity's id, in the region of the pool's id and beginning as it does. */
    IdentityId newId() {
        return new IdentityId(RandomIds.inPool(pool.value(), random));
    }
}
