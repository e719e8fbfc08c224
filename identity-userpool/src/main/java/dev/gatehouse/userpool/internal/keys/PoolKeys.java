package dev.gatehouse.userpool.internal.keys;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.SigningKeyKey;
import dev.gatehouse.spi.store.SigningKeyRow;
import dev.gatehouse.token.JwkSource;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.RotationPlan;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.VerificationKey;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows the stored keys and rotates them. Thread-safe: readers see one immutable ring after another. */
public final class PoolKeys implements JwkSource {
    private static final int PAGE = 100;

    private final PoolContext context;
    private final KeyRotation rotation;
    private volatile KeyRing ring;
    private volatile JwkSource verificationKeys;

    /** Reads the pool's keys, and makes the first ones if there are none. */
    public PoolKeys(PoolContext context) {
        this.context = context;
        UserPoolSettings settings = context.settings();
        this.rotation = KeyRotation.of(
                settings.keyLife(),
                settings.jwksMaxAge().plus(settings.clockTolerance().multipliedBy(2)),
                longestTokenLife(settings).plus(settings.clockTolerance().multipliedBy(2)));
        this.ring = KeyRing.of(rotation, List.of());
        this.verificationKeys = ring.verificationKeys(context.now());
        refresh();
    }

    private static Duration longestTokenLife(UserPoolSettings settings) {
        return settings.clients().values().stream()
                .flatMap(client -> Stream.of(client.accessTokenLife(), client.idTokenLife()))
                .max(Duration::compareTo)
                .orElse(Duration.ofHours(1));
    }

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

    /** Reads the keys again, makes those that are due and drops those that are over. Any node may, any time. */
    public void refresh() {
        Instant now = context.now();
        KeyRing current = load();
        RotationPlan plan = current.plan(
                context.settings().clients().values().stream()
                        .map(AppClient::signingAlgorithm)
                        .collect(java.util.stream.Collectors.toUnmodifiableSet()),
                now);
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

    private void insert(RotationPlan.Generate due, Instant now) {
        SigningKey key = SigningKey.generate(due.algorithm(), due.generation(), due.activeFrom(), context.random());
        SigningKeyKey rowKey = new SigningKeyKey(context.pool(), due.generation());
        SigningKeyRow row = SigningKeyRow.builder()
                .algorithm(due.algorithm())
                .kid(key.kid())
                .sealedPrivateKey(key.usePkcs8(
                        pkcs8 -> context.sealer().seal(SealPurpose.SIGNING_KEY, context.pool(), row(rowKey), pkcs8)))
                .publicKey(Json.write(key.publicJwk()).getBytes(StandardCharsets.UTF_8))
                .createdAt(now)
                .activeFrom(due.activeFrom())
                .build();
        context.stores().signingKeys().insert(rowKey, row, context.newWrite());
    }

    private void drop(SigningKey over) {
        SigningKeyKey key = new SigningKeyKey(context.pool(), over.generation());
        context.stores()
                .signingKeys()
                .find(key)
                .ifPresent(row -> context.stores().signingKeys().delete(key, row.version()));
    }

    private KeyRing load() {
        List<SigningKey> keys = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<SigningKeyKey, SigningKeyRow>> page =
                    context.stores().signingKeys().page(context.pool(), cursor, PAGE);
            for (Row<SigningKeyKey, SigningKeyRow> row : page.items()) {
                keys.add(restore(row));
                renew(row);
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return KeyRing.of(rotation, keys);
    }

    /** Seals a key again that is under an older master key; a lost race is left to the next refresh. */
    private void renew(Row<SigningKeyKey, SigningKeyRow> found) {
        context.resealed(
                        SealPurpose.SIGNING_KEY, row(found.key()), found.value().sealedPrivateKey())
                .ifPresent(renewed -> context.stores()
                        .signingKeys()
                        .replace(
                                found.key(),
                                found.version(),
                                found.value().toBuilder()
                                        .sealedPrivateKey(renewed)
                                        .build(),
                                context.newWrite()));
    }

    private SigningKey restore(Row<SigningKeyKey, SigningKeyRow> row) {
        Optional<SigningKey> known = ring.keys().stream()
                .filter(key -> key.generation() == row.key().generation())
                .filter(key -> key.kid().equals(row.value().kid()))
                .findFirst();
        return known.orElseGet(() -> open(row));
    }

    private SigningKey open(Row<SigningKeyKey, SigningKeyRow> row) {
        SigningKeyRow value = row.value();
        try {
            byte[] pkcs8 = context.sealer()
                    .open(SealPurpose.SIGNING_KEY, context.pool(), row(row.key()), value.sealedPrivateKey());
            return SigningKey.restore(
                    value.algorithm(), row.key().generation(), value.activeFrom(), pkcs8, context.random());
        } catch (SealException e) {
            throw new IllegalStateException("a signing key does not open under the master key", e);
        }
    }

    private static String row(SigningKeyKey key) {
        return "generation " + key.generation();
    }
}
