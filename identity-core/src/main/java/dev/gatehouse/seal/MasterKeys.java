package dev.gatehouse.seal;

import java.util.Map;
import java.util.TreeMap;

/**
 * The keys from which every sealing key is derived: one current, and older ones that still open what they sealed.
 * Immutable and thread-safe; never prints a key.
 */
public final class MasterKeys {
    /** The length of a key, in bytes. */
    public static final int KEY_LENGTH = 32;

    private final int current;
    private final Map<Integer, byte[]> keys;

    private MasterKeys(int current, Map<Integer, byte[]> keys) {
        this.current = current;
        this.keys = keys;
    }

    /**
     * Returns a ring.
     *
     * @param current the id of the key that seals new values
     * @param keys the keys by id, each of {@link #KEY_LENGTH} bytes; copied
     * @throws IllegalArgumentException if a key has another length or the current one is missing
     */
    public static MasterKeys of(int current, Map<Integer, byte[]> keys) {
        Map<Integer, byte[]> copy = new TreeMap<>();
        keys.forEach((id, key) -> {
            if (key.length != KEY_LENGTH) {
                throw new IllegalArgumentException("a master key has 32 bytes");
            }
            copy.put(id, key.clone());
        });
        if (!copy.containsKey(current)) {
            throw new IllegalArgumentException("the current master key is missing");
        }
        return new MasterKeys(current, copy);
    }

    /** Returns the id of the key that seals new values. */
    public int current() {
        return current;
    }

    byte[] key(int id) throws SealException {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new SealException("sealed under a master key that is not in the ring");
        }
        return key;
    }

    @Override
    public String toString() {
        return "MasterKeys[current " + current + ", " + keys.size() + " keys]";
    }
}
