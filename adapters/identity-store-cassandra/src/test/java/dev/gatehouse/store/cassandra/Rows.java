package dev.gatehouse.store.cassandra;

import dev.gatehouse.ClientId;
import dev.gatehouse.FamilyId;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.FamilyKey;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.throttle.AttemptState;
import dev.gatehouse.user.AliasKind;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** Values to store. */
final class Rows {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    /** At 1970 nothing has expired, so that no insert sweeps what a contract wants to sweep itself. */
    static final InstantSource EARLY = InstantSource.fixed(Instant.EPOCH);

    static final PoolId POOL = new PoolId("eu-west-1_Ab3");
    static final UserId USER = new UserId("u1");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Rows() {}

    static WriteId write() {
        return WriteId.random(RANDOM);
    }

    static AliasKey name(String canonical) {
        return new AliasKey(POOL, AliasKind.USERNAME, canonical);
    }

    static Alias alias(String user) {
        return new Alias(new UserId(user), user, 1, NOW);
    }

    static FamilyKey family(String id) {
        return new FamilyKey(POOL, USER, new FamilyId(id));
    }

    static TokenFamily family(long generation) {
        return TokenFamily.builder()
                .client(new ClientId("c1"))
                .sealedKey(new byte[] {1, 2, 3})
                .generation(generation)
                .rotatedAt(NOW)
                .authenticatedAt(NOW)
                .expiresAt(NOW.plusSeconds(3_600))
                .build();
    }

    static OneTimeKey digest(String digest) {
        return new OneTimeKey(POOL, digest);
    }

    static OneTime oneTime(Instant expiresAt) {
        return OneTime.builder()
                .nonce("n")
                .mac(new byte[] {9})
                .issuedAt(NOW)
                .expiresAt(expiresAt)
                .build();
    }

    static AttemptState attempt(int attempts, Instant expiresAt) {
        return new AttemptState(attempts, NOW, expiresAt);
    }
}
