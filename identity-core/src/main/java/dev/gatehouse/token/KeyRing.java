package dev.gatehouse.token;

import dev.gatehouse.PoolId;
import dev.gatehouse.internal.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pool's signing keys as a value: of each algorithm the current one, the next ones (published, not yet active) and
 * the retired ones (superseded, but tokens that they signed still live). Which is which follows from {@code activeFrom}
 * and generation, so a key is stored once and never changed. The ring gives all public halves as a {@link JwkSource}.
 * Immutable and thread-safe.
 */
public final class KeyRing {
    private final KeyRotation rotation;
    private final List<SigningKey> newestFirst;

    private KeyRing(KeyRotation rotation, List<SigningKey> newestFirst) {
        this.rotation = rotation;
        this.newestFirst = newestFirst;
    }

    /**
     * Returns a ring of these keys.
     *
     * @throws IllegalArgumentException if two keys have the same generation
     */
    public static KeyRing of(KeyRotation rotation, Collection<SigningKey> keys) {
        List<SigningKey> sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparingLong(SigningKey::generation).reversed());
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).generation() == sorted.get(i - 1).generation()) {
                throw new IllegalArgumentException(
                        "two signing keys have generation " + sorted.get(i).generation());
            }
        }
        return new KeyRing(rotation, List.copyOf(sorted));
    }

    /** Returns this ring with one key more. */
    public KeyRing with(SigningKey key) {
        List<SigningKey> keys = new ArrayList<>(newestFirst);
        keys.add(key);
        return of(rotation, keys);
    }

    /** Returns this ring without the key of {@code generation}. */
    public KeyRing without(long generation) {
        return of(
                rotation,
                newestFirst.stream()
                        .filter(key -> key.generation() != generation)
                        .toList());
    }

    /** Returns every key, the newest generation first. */
    public List<SigningKey> keys() {
        return newestFirst;
    }

    /**
     * Returns the key that signs at {@code now}: the newest active one. Where none is active yet, as on a node whose
     * clock lags behind the one that made the first key, the one that becomes active first.
     */
    public Optional<SigningKey> signingKey(SigningAlgorithm algorithm, Instant now) {
        SigningKey earliest = null;
        for (SigningKey key : newestFirst) {
            if (key.algorithm() == algorithm) {
                if (!now.isBefore(key.activeFrom())) {
                    return Optional.of(key);
                }
                if (earliest == null || key.activeFrom().isBefore(earliest.activeFrom())) {
                    earliest = key;
                }
            }
        }
        return Optional.ofNullable(earliest);
    }

    /** Returns the public halves of all keys but those whose last token has ended by {@code now}. */
    public StaticJwks verificationKeys(Instant now) {
        return StaticJwks.of(
                published(now).stream().map(SigningKey::verificationKey).toList());
    }

    /** Returns the JWKS document (RFC 7517 §5): the keys that sign first, then the next ones, then the retired ones. */
    public String jwks(Instant now) {
        List<Map<String, Object>> jwks = new ArrayList<>();
        for (SigningKey key : published(now)) {
            jwks.add(key.publicJwk());
        }
        return Json.write(Map.of("keys", jwks));
    }

    /**
     * Returns the document of {@link #jwks}, whose keys carry their {@linkplain SigningKey#certificate certificate} as
     * well, where they have one: {@code x5c} with this one certificate, and {@code x5t#S256} (RFC 7517 §4.7, §4.9).
     *
     * @param pool whose ring it is
     */
    public String jwksWithCertificates(Instant now, PoolId pool) {
        List<Map<String, Object>> jwks = new ArrayList<>();
        for (SigningKey key : published(now)) {
            Map<String, Object> jwk = new LinkedHashMap<>(key.publicJwk());
            key.certificate(pool).ifPresent(certificate -> {
                jwk.put("x5c", List.of(certificate.base64()));
                jwk.put("x5t#S256", certificate.thumbprint());
            });
            jwks.add(jwk);
        }
        return Json.write(Map.of("keys", jwks));
    }

    /**
     * Returns the certificate of the key that signs at {@code now}: of several algorithms that of the first, in the order
     * of {@link SigningAlgorithm}, whose keys have certificates. Empty where none has.
     *
     * @param algorithms which signing keys count
     * @param pool whose ring it is
     */
    public Optional<SigningCertificate> certificate(Set<SigningAlgorithm> algorithms, Instant now, PoolId pool) {
        return algorithms.stream()
                .sorted()
                .flatMap(algorithm -> signingKey(algorithm, now).stream())
                .flatMap(key -> key.certificate(pool).stream())
                .findFirst();
    }

    /**
     * Returns what to do so that each of these algorithms can sign without a gap: generate its first key, active at
     * once; generate the next key, active when the current one's signing period ends and no sooner than
     * {@code publishAhead} from now; drop a key once a successor has been active for {@code verifyAfter}.
     */
    public RotationPlan plan(Set<SigningAlgorithm> algorithms, Instant now) {
        long generation = newestFirst.isEmpty() ? 0 : newestFirst.get(0).generation();
        List<RotationPlan.Generate> generate = new ArrayList<>();
        for (SigningAlgorithm algorithm : algorithms.stream().sorted().toList()) {
            Optional<SigningKey> newest = newestFirst.stream()
                    .filter(key -> key.algorithm() == algorithm)
                    .findFirst();
            if (newest.isEmpty()) {
                generate.add(new RotationPlan.Generate(algorithm, ++generation, now));
                continue;
            }
            Instant end = newest.get().activeFrom().plus(rotation.signingPeriod());
            Instant soonest = now.plus(rotation.publishAhead());
            if (!soonest.isBefore(end)) {
                generate.add(new RotationPlan.Generate(algorithm, ++generation, soonest));
            }
        }
        return new RotationPlan(
                generate, newestFirst.stream().filter(key -> isOver(key, now)).toList());
    }

    private List<SigningKey> published(Instant now) {
        return newestFirst.stream()
                .filter(key -> !isOver(key, now))
                .sorted(Comparator.comparingInt((SigningKey key) -> rank(key, now))
                        .thenComparing(SigningKey::algorithm))
                .toList();
    }

    private int rank(SigningKey key, Instant now) {
        if (signingKey(key.algorithm(), now).filter(current -> current == key).isPresent()) {
            return 0;
        }
        return now.isBefore(key.activeFrom()) ? 1 : 2;
    }

    private boolean isOver(SigningKey key, Instant now) {
        return newestFirst.stream()
                .anyMatch(newer -> newer.algorithm() == key.algorithm()
                        && newer.generation() > key.generation()
                        && !now.isBefore(newer.activeFrom().plus(rotation.verifyAfter())));
    }

    @Override
    public String toString() {
        return "KeyRing" + newestFirst;
    }
}
