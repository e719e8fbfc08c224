package dev.gatehouse.userpool.internal.context;

import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * What every flow of one pool shares. Immutable and thread-safe.
 *
 * @param settings the pool's settings
 * @param stores the stores, already repeating verbs of unknown outcome
 * @param secret the pool's own secret
 */
public record PoolContext(
        UserPoolSettings settings,
        Stores stores,
        PoolSecret secret,
        Sealer sealer,
        PasswordHasher hasher,
        Hooks hooks,
        InstantSource clock,
        SecureRandom random) {

    public PoolId pool() {
        return settings.id();
    }

    /** Returns the time, in the precision that every store keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public WriteId newWrite() {
        return WriteId.random(random);
    }

    /** Returns 128 random bits in Base64url, for identifiers and nonces. */
    public String newNonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the same context over other stores, such as those that join a caller's transaction. */
    public PoolContext with(Stores others) {
        return new PoolContext(settings, others, secret, sealer, hasher, hooks, clock, random);
    }
}
