package dev.gatehouse.credentials.sts;

import dev.gatehouse.seal.PoolSecret;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys from which secret access keys are derived: one current, and older ones that still verify. Immutable and
 * thread-safe; never prints a key.
 */
public final class StsKeys {
    /** The length of a key, in bytes. */
    public static final int KEY_LENGTH = 32;

    private final int current;
    private final Map<Integer, byte[]> keys;

    private StsKeys(int current, Map<Integer, byte[]> keys) {
        this.current = current;
        this.keys = keys;
    }

    /**
     * Returns a ring.
     *
     * @param current the generation that new credentials are made under
     * @param keys the keys by generation, each of {@link #KEY_LENGTH} bytes; copied
     * @throws IllegalArgumentException if a key has another length or the current one is missing
     */
    public static StsKeys of(int current, Map<Integer, byte[]> keys) {
        Map<Integer, byte[]> copy = new TreeMap<>();
        keys.forEach((generation, key) -> {
            if (key.length != KEY_LENGTH) {
                throw new IllegalArgumentException("an STS key has 32 bytes");
            }
            copy.put(generation, key.clone());
        });
        if (!copy.containsKey(current)) {
            throw new IllegalArgumentException("the current STS key is missing");
        }
        return new StsKeys(current, copy);
    }

    /**
     * Returns the ring that follows from a pool's own secret: nothing more to keep, and the same on every node. Who holds
     * the secret can mint credentials.
     *
     * @param current the generation that new credentials are made under, from 1; the one before still verifies
     * @throws IllegalArgumentException if the generation is below 1
     */
    public static StsKeys ofPool(PoolSecret secret, int current) {
        if (current < 1) {
            throw new IllegalArgumentException("generations count from 1");
        }
        Map<Integer, byte[]> ring = new TreeMap<>();
        for (int generation = Math.max(1, current - 1); generation <= current; generation++) {
            ring.put(generation, secret.mac("sts", Integer.toString(generation)));
        }
        return of(current, ring);
    }

    /** Returns the generation that new credentials are made under. */
    public int current() {
        return current;
    }

    byte @Nullable [] key(int generation) {
        return keys.get(generation);
    }

    @Override
    public String toString() {
        return "StsKeys[current " + current + ", " + keys.size() + " keys]";
    }
}
