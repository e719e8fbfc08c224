package dev.gatehouse.credentials.pool;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Revocation;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Ends the sessions of an identity by the write protocol "Revoke sessions": the truth's epoch, then the log. */
final class IdentityRevocation {
    /** How long a line of the log stays: longer than any session. */
    private static final Duration LOG_LIFE = Duration.ofDays(2);

    private static final int TRIES = 3;

    private final PoolId pool;
    private final Stores stores;
    private final InstantSource clock;
    private final SecureRandom random;

    IdentityRevocation(PoolId pool, Stores stores, InstantSource clock, SecureRandom random) {
        this.pool = pool;
        this.stores = stores;
        this.clock = clock;
        this.random = random;
    }

    Outcome<Done> revoke(IdentityId id) {
        IdentityKey key = new IdentityKey(pool, id);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Identity>> standing = stores.identities().find(key);
            if (standing.isEmpty() || standing.get().value().state() == Identity.State.DELETED) {
                return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
            }
            Instant now = clock.instant();
            Identity next = standing.get().value().toBuilder()
                    .epoch(standing.get().value().epoch() + 1)
                    .modifiedAt(now.truncatedTo(ChronoUnit.MILLIS))
                    .build();
            if (stores.identities().replace(key, standing.get().version(), next, WriteId.random(random))) {
                Revocation line =
                        new Revocation(Revocation.Kind.IDENTITY, id.value(), next.epoch(), now.plus(LOG_LIFE));
                stores.revocations().append(pool, line, now, WriteId.random(random));
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }
}
