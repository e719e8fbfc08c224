package dev.gatehouse.token;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key set that does not change: a JWKS document (RFC 7517 §5), or keys made otherwise. Keys of the document that
 * are private, symmetric, weak, malformed, not for signatures or of an unknown kind are left out; so are all keys
 * that share one id and algorithm, because such a token could mean any of them. An RSA key without {@code alg} is
 * bound to RS256. Immutable and thread-safe.
 */
public final class StaticJwks implements JwkSource {
    /** The longest document read, in bytes. */
    public static final int MAX_BYTES = 512 * 1024;

    /** The most keys a document may list, usable or not. */
    public static final int MAX_KEYS = 100;

    private final VerificationKey[] keys;
    private final List<Optional<VerificationKey>> answers;

    private StaticJwks(List<VerificationKey> keys) {
        this.keys = keys.toArray(VerificationKey[]::new);
        this.answers = keys.stream().map(Optional::of).toList();
    }

    /** Returns a set of exactly these keys. */
    public static StaticJwks of(VerificationKey... keys) {
        return of(List.of(keys));
    }

    /** Returns a set of these keys, without those that share one id and algorithm. */
    public static StaticJwks of(List<VerificationKey> keys) {
        List<VerificationKey> clear = new ArrayList<>();
        for (VerificationKey key : keys) {
            long twins = keys.stream()
                    .filter(other ->
                            other.algorithm() == key.algorithm() && other.kid().equals(key.kid()))
                    .count();
            if (twins == 1 || key.kid().isEmpty()) {
                clear.add(key);
            }
        }
        return new StaticJwks(clear);
    }

    /** Returns the usable keys of a JWKS document; see {@link #parse(byte[], SigningEngine)}. */
    public static StaticJwks parse(byte[] json) {
        return parse(json, SigningEngine.standard());
    }

    /**
     * Returns the usable keys of a JWKS document.
     *
     * @param json at most {@link #MAX_BYTES} bytes of UTF-8
     * @throws IllegalArgumentException if it is too long, not a JSON object with an array {@code keys}, or lists
     *     more than {@link #MAX_KEYS} keys
     */
    public static StaticJwks parse(byte[] json, SigningEngine engine) {
        try {
            if (!(Json.parseObject(json, MAX_BYTES).get("keys") instanceof List<?> listed)
                    || listed.size() > MAX_KEYS) {
                throw new IllegalArgumentException("a JWKS has an array of at most " + MAX_KEYS + " keys");
            }
            JwkReader reader = new JwkReader(engine);
            List<VerificationKey> keys = new ArrayList<>();
            for (Object jwk : listed) {
                VerificationKey key = jwk instanceof Map<?, ?> members ? reader.read(members) : null;
                if (key != null) {
                    keys.add(key);
                }
            }
            return of(keys);
        } catch (JsonException e) {
            throw new IllegalArgumentException("not a JWKS document", e);
        }
    }

    @Override
    public Optional<VerificationKey> find(String kid, SigningAlgorithm algorithm) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].isNamed(kid, algorithm)) {
                return answers.get(i);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<VerificationKey> only(SigningAlgorithm algorithm) {
        VerificationKey found = null;
        for (VerificationKey key : keys) {
            if (key.algorithm() == algorithm) {
                if (found != null) {
                    return Optional.empty();
                }
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns this set with every key that {@code older} has too replaced by the older object, warm as it is. */
    StaticJwks keeping(StaticJwks older) {
        List<VerificationKey> kept = new ArrayList<>();
        for (VerificationKey key : keys) {
            VerificationKey known = key;
            for (VerificationKey candidate : older.keys) {
                if (candidate.equals(key)) {
                    known = candidate;
                }
            }
            kept.add(known);
        }
        return new StaticJwks(kept);
    }

    /** Returns how many keys are usable. */
    public int size() {
        return keys.length;
    }

    @Override
    public String toString() {
        return "StaticJwks[" + keys.length + " keys]";
    }
}
