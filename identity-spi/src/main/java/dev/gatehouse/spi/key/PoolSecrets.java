package dev.gatehouse.spi.key;

import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.seal.PoolSecret;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.PoolKey;
import dev.gatehouse.spi.store.PoolRow;
import dev.gatehouse.spi.store.PoolStore;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Finds the secret of a user pool or an identity pool, or makes it once. The sealed secret is also the check of the master key: one that does not
 * open refuses to start, before anything is served or sealed under a wrong key. One that is sealed under an older
 * master key is sealed again under the current one.
 */
public final class PoolSecrets {
    private static final String ROW = "pool";

    private PoolSecrets() {}

    /**
     * Returns the secret of a pool.
     *
     * @throws KeySourceException if the master keys are not those that sealed it
     * @throws StoreException if the store cannot be reached
     */
    public static PoolSecret open(
            PoolId pool, PoolStore store, Sealer sealer, InstantSource clock, SecureRandom random) {
        PoolKey key = new PoolKey(pool);
        Optional<Versioned<PoolRow>> found = store.find(key);
        if (found.isEmpty()) {
            PoolRow made = PoolRow.builder()
                    .sealedSecret(sealer.seal(
                            SealPurpose.POOL_SECRET,
                            pool,
                            ROW,
                            PoolSecret.random(random).bytes()))
                    .createdAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .build();
            store.insert(key, made, WriteId.random(random));
            found = store.find(key); // another node may have been first: its secret counts
        }
        Versioned<PoolRow> row =
                found.orElseThrow(() -> new StoreException("the pool's row is gone right after it was made"));
        try {
            byte[] sealed = row.value().sealedSecret();
            PoolSecret secret = PoolSecret.of(sealer.open(SealPurpose.POOL_SECRET, pool, ROW, sealed));
            if (sealer.outdated(sealed)) { // a lost race means that another node renewed it
                byte[] renewed = sealer.seal(SealPurpose.POOL_SECRET, pool, ROW, secret.bytes());
                store.replace(
                        key,
                        row.version(),
                        row.value().toBuilder().sealedSecret(renewed).build(),
                        WriteId.random(random));
            }
            return secret;
        } catch (SealException e) {
            throw new KeySourceException(
                    "the master key is not the one that sealed pool " + pool + ": restore the right key file", e);
        }
    }
}
