package dev.gatehouse.spi.key;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.WriteId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.KeySourceException;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.spi.store.SigningKeyStore;
import dev.gatehouse.token.JwkSource;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.RotationPlan;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of one user pool or identity pool: sealed rows in the store, one {@link KeyRing} in memory.
 *
 * <p>A key's row is its generation, so two nodes that rotate at once cannot both make the next one: one insert wins,
 * the other node reads it. A key is published before it signs and verifies until its last token has ended; both times
 * are the {@link KeyRotation}'s. Nothing happens between two calls of {@link #maintain}, which the application's
 * scheduler makes through the pool's maintenance. Thread-safe: readers see one immutable ring after another.
 */
public final class PoolKeys implements JwkSource {
    private static final int PAGE = 100;

    private final PoolId pool;
    private final SigningKeyStore store;
    private final Sealer sealer;
    private final Supplier<KeyRotation> rotation;
    private final Supplier<Set<SigningAlgorithm>> algorithms;
    private final InstantSource clock;
    private final SecureRandom random;
    private final SigningEngine engine;
    private volatile KeyRing ring;
    private volatile JwkSource verificationKeys;

    private PoolKeys(Builder builder) {
        this.pool = builder.pool;
        this.store = Objects.requireNonNull(builder.store, "store");
        this.sealer = Objects.requireNonNull(builder.sealer, "sealer");
        this.rotation = builder.rotation;
        this.algorithms = builder.algorithms;
        this.clock = Objects.requireNonNull(builder.clock, "clock");
        this.random = Objects.requireNonNull(builder.random, "random");
        this.engine = builder.engine == null ? SigningEngine.standard() : builder.engine;
        this.ring = KeyRing.of(rotation.get(), List.of());
        this.verificationKeys = ring.verificationKeys(now());
    }

    /** Returns a builder for the keys of {@code pool}. */
    public static Builder builder(PoolId pool) {
        return new Builder(pool);
    }

    /** Returns the keys as this node last read them: what signs, and what {@link KeyRing#jwks} publishes. */
    public KeyRing ring() {
        return ring;
    }

    @Override
    public Optional<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
        return verificationKeys.find(kid, algorithm);
    }

    @Override
    public Optional<VerificationKey> only(SigningAlgorithm algorithm) {
        return verificationKeys.only(algorithm);
    }

    /**
     * Reads the keys again, makes those that are due, drops those that are over, and seals again those under an older
     * master key. Any node may, any time.
     *
     * @throws KeySourceException if a key does not open under the master keys
     * @throws dev.gatehouse.spi.StoreException if the store cannot be reached
     */
    public void refresh() {
        Instant now = now();
        KeyRing current = load();
        RotationPlan plan = current.plan(algorithms.get(), now);
        for (RotationPlan.Generate due : plan.generate()) {
            insert(due, now);
        }
        for (SigningKey over : plan.drop()) {
            drop(over);
        }
        KeyRing next = plan.generate().isEmpty() && plan.drop().isEmpty() ? current : load();
        verificationKeys = next.verificationKeys(now);
        ring = next;
    }

    /** Does what {@link #refresh} does, and computes a verification table if a key of the engine waits for one. */
    public void maintain() {
        refresh();
        engine.maintain();
    }

    /**
     * Makes the next key of every algorithm now, however young the current one is: for a key that may be known to
     * others. The keys of before still verify until their last token has ended. Two calls at once make one key.
     *
     * @return from when on the new keys sign: they are published first
     * @throws dev.gatehouse.spi.StoreException if the store cannot be reached
     */
    public Instant rotate() {
        Instant now = now();
        Instant from = now.plus(rotation.get().publishAhead());
        long generation =
                load().keys().stream().mapToLong(SigningKey::generation).max().orElse(0);
        for (SigningAlgorithm algorithm : new TreeSet<>(algorithms.get())) {
            insert(new RotationPlan.Generate(algorithm, ++generation, from), now);
        }
        refresh();
        return from;
    }

    private void insert(RotationPlan.Generate due, Instant now) {
        SigningKey key = SigningKey.generate(due.algorithm(), due.generation(), due.activeFrom(), random, engine);
        SigningKeyKey rowKey = new SigningKeyKey(pool, due.generation());
        SigningKeyRow row = SigningKeyRow.builder()
                .algorithm(due.algorithm())
                .kid(key.kid())
                .sealedPrivateKey(
                        key.usePkcs8(pkcs8 -> sealer.seal(SealPurpose.SIGNING_KEY, pool, label(rowKey), pkcs8)))
                .publicKey(Json.write(key.publicJwk()).getBytes(StandardCharsets.UTF_8))
                .createdAt(now)
                .activeFrom(due.activeFrom())
                .build();
        store.insert(rowKey, row, WriteId.random(random)); // a lost race means that another node made it
    }

    private void drop(SigningKey over) {
        SigningKeyKey key = new SigningKeyKey(pool, over.generation());
        store.find(key).ifPresent(row -> store.delete(key, row.version()));
    }

    private KeyRing load() {
        List<SigningKey> keys = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<SigningKeyKey, SigningKeyRow>> page = store.page(pool, cursor, PAGE);
            for (Row<SigningKeyKey, SigningKeyRow> row : page.items()) {
                keys.add(restore(row));
                renew(row);
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return KeyRing.of(rotation.get(), keys);
    }

    /** Seals a key again that is under an older master key; a lost race is left to the next refresh. */
    private void renew(Row<SigningKeyKey, SigningKeyRow> found) {
        byte[] old = found.value().sealedPrivateKey();
        if (sealer.outdated(old)) {
            byte[] renewed = sealer.seal(SealPurpose.SIGNING_KEY, pool, label(found.key()), unsealed(found.key(), old));
            store.replace(
                    found.key(),
                    found.version(),
                    found.value().toBuilder().sealedPrivateKey(renewed).build(),
                    WriteId.random(random));
        }
    }

    private SigningKey restore(Row<SigningKeyKey, SigningKeyRow> row) {
        SigningKeyRow value = row.value();
        return ring.keys().stream()
                .filter(key -> key.generation() == row.key().generation())
                .filter(key -> key.kid().equals(value.kid()))
                .findFirst()
                .orElseGet(() -> SigningKey.restore(
                        value.algorithm(),
                        row.key().generation(),
                        value.activeFrom(),
                        unsealed(row.key(), value.sealedPrivateKey()),
                        random,
                        engine));
    }

    private byte[] unsealed(SigningKeyKey key, byte[] bytes) {
        try {
            return sealer.open(SealPurpose.SIGNING_KEY, pool, label(key), bytes);
        } catch (SealException e) {
            throw new KeySourceException("a signing key of pool " + pool + " does not open under the master keys", e);
        }
    }

    private static String label(SigningKeyKey key) {
        return "generation " + key.generation();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public String toString() {
        return "PoolKeys[" + pool + ", " + ring + "]";
    }

    /** Builds {@link PoolKeys}. Not thread-safe. */
    public static final class Builder {
        private final PoolId pool;
        private @Nullable SigningKeyStore store;
        private @Nullable Sealer sealer;
        private Supplier<KeyRotation> rotation = KeyRotation::standard;
        private Supplier<Set<SigningAlgorithm>> algorithms = () -> Set.of(SigningAlgorithm.RS256);
        private @Nullable InstantSource clock;
        private @Nullable SecureRandom random;
        private @Nullable SigningEngine engine;

        private Builder(PoolId pool) {
            this.pool = pool;
        }

        public Builder store(SigningKeyStore value) {
            this.store = value;
            return this;
        }

        public Builder sealer(Sealer value) {
            this.sealer = value;
            return this;
        }

        /** Sets the times of a key's life, read at every refresh; {@link KeyRotation#standard} unless set. */
        public Builder rotation(Supplier<KeyRotation> value) {
            this.rotation = value;
            return this;
        }

        /** Sets what the pool signs with, read at every refresh; RS256 unless set. */
        public Builder algorithms(Supplier<Set<SigningAlgorithm>> value) {
            this.algorithms = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /** Sets what the keys sign and verify with; {@link SigningEngine#standard} unless set. */
        public Builder signingEngine(SigningEngine value) {
            this.engine = value;
            return this;
        }

        /**
         * Reads the pool's keys, and makes the first ones if there are none.
         *
         * @throws KeySourceException if a key does not open under the master keys
         * @throws dev.gatehouse.spi.StoreException if the store cannot be reached
         */
        public PoolKeys open() {
            PoolKeys keys = new PoolKeys(this);
            keys.refresh();
            return keys;
        }
    }
}
