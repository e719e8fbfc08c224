package dev.gatehouse.userpool.internal.context;

import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * What every flow of one pool shares. Immutable and thread-safe.
 *
 * @param settings the pool's settings
 * @param stores the stores, already repeating verbs of unknown outcome
 * @param secret the pool's own secret
 * @param joined whether the stores join the caller's transaction: a flow then writes to those alone that do
 */
public record PoolContext(
        UserPoolSettings settings,
        Stores stores,
        PoolSecret secret,
        Sealer sealer,
        PasswordHasher hasher,
        Hooks hooks,
        InstantSource clock,
        SecureRandom random,
        boolean joined) {

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

    /** Returns the same context over other stores. */
    public PoolContext with(Stores others) {
        return new PoolContext(settings, others, secret, sealer, hasher, hooks, clock, random, joined);
    }

    /** Returns the same context over stores that join the caller's transaction. */
    public PoolContext joining(Stores stores) {
        return new PoolContext(settings, stores, secret, sealer, hasher, hooks, clock, random, true);
    }

    /**
     * Returns a sealed value under the current master key, or empty if it is under that key already.
     *
     * @throws IllegalStateException if the value does not open: the row was tampered with or the master key is gone
     */
    public Optional<byte[]> resealed(SealPurpose purpose, String row, byte[] sealed) {
        if (!sealer.outdated(sealed)) {
            return Optional.empty();
        }
        try {
            return Optional.of(sealer.seal(purpose, pool(), row, sealer.open(purpose, pool(), row, sealed)));
        } catch (SealException e) {
            throw new IllegalStateException("a sealed value does not open under the master keys", e);
        }
    }
}
