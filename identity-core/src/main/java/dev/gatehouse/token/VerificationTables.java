package dev.gatehouse.token;

import dev.gatehouse.internal.curve.HotKeys;
import dev.gatehouse.internal.signature.VerificationChoice;

/**
 * Precomputed tables for the few public keys that verify most: ES256 and EdDSA (Ed25519) tokens then verify in less
 * than half the time, in pure Java. {@link SigningEngine#standard} has one with the defaults;
 * {@link SigningEngine#withTables} gives an engine another, {@link SigningEngine#withoutTables} takes it away. The bound
 * on memory is per instance: share one among the engines of a process. Thread-safe.
 *
 * <p>A table takes about 330 kB (ES256) or 490 kB (EdDSA), and as much once for each of the two curves. A key that has
 * verified enough tokens waits for {@link #maintain}, which takes 10 to 100 ms of one processor, and goes on verifying
 * as before meanwhile. Tables see public keys, messages and signatures and nothing else; signing is never done with
 * them. What a table refuses the engine's provider judges again, so no good token is refused for having a table; a false
 * one costs both. Of what a table accepts the provider judges one in 256 too: if it ever refuses one, no table
 * of this instance is used any more, and the log says so.
 */
public final class VerificationTables {
    private final HotKeys keys;

    private VerificationTables(Builder builder) {
        this.keys = new HotKeys(builder.afterTokens, builder.maxKeys);
    }

    /** Returns a builder with the defaults: a table after 1,000 tokens, for at most 4 keys. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the table that a key has waited for longest, in 10 to 100 ms of the calling thread. The maintenance of a
     * pool does this for its engine; a verifier without a pool calls it from its scheduler, every second or so.
     *
     * @return whether a key was waiting
     */
    public boolean maintain() {
        return keys.maintain();
    }

    VerificationChoice choice() {
        return keys;
    }

    /** Returns how many keys have a table or wait for one: a figure for metrics. */
    public int size() {
        return keys.size();
    }

    @Override
    public String toString() {
        return "VerificationTables[" + keys + "]";
    }

    /** Collects the settings of {@link VerificationTables}. Not thread-safe. */
    public static final class Builder {
        private static final int MOST_KEYS = 64;

        private int afterTokens = 1000;
        private int maxKeys = 4;

        private Builder() {}

        /**
         * Sets how many tokens a key must verify before it gets a table, and as many more, where all places are taken, to
         * be compared with those that have one: at least 1.
         *
         * @throws IllegalArgumentException if it is less
         */
        public Builder afterTokens(int tokens) {
            if (tokens < 1) {
                throw new IllegalArgumentException("a table comes after 1 token at the earliest");
            }
            this.afterTokens = tokens;
            return this;
        }

        /**
         * Sets how many keys have tables at most, 1 to 64. The key that verifies least loses its table to one that
         * verifies at least twice as much.
         *
         * @throws IllegalArgumentException if it is outside
         */
        public Builder maxKeys(int keys) {
            if (keys < 1 || keys > MOST_KEYS) {
                throw new IllegalArgumentException("tables for 1 to 64 keys");
            }
            this.maxKeys = keys;
            return this;
        }

        /** Returns an instance without any table yet. */
        public VerificationTables build() {
            return new VerificationTables(this);
        }
    }
}
