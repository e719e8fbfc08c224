package dev.gatehouse.token;

import dev.gatehouse.internal.curve.HotKeys;
import dev.gatehouse.internal.signature.VerificationChoice;
import java.util.concurrent.Executor;

/**
 * Precomputed tables for the few public keys that verify most: ES256 and EdDSA (Ed25519) tokens then verify in less
 * than half the time, in pure Java. Off unless an engine is told otherwise by
 * {@link SigningEngine#withTables(VerificationTables)}. Build one per process and share it, because the bound on memory is
 * per instance. Thread-safe.
 *
 * <p>A table takes about 330 kB (ES256) or 490 kB (EdDSA), and as much once for each of the two curves. It is
 * computed by the application's executor when a key has verified enough tokens, in 10 to 100 ms of one processor,
 * while the key goes on verifying as before. Tables see public keys, messages and signatures and nothing else; signing is
 * never done with them. What a table refuses the engine's provider judges again, so no good token is refused for
 * having a table; a false one costs both.
 */
public final class VerificationTables {
    private final HotKeys keys;

    private VerificationTables(Builder builder) {
        this.keys = new HotKeys(builder.executor, builder.afterTokens, builder.maxKeys);
    }

    /**
     * Returns a builder with the defaults: a table after 1,000 tokens, for at most 4 keys.
     *
     * @param executor computes the tables; one that rejects work puts the table off until the key has verified as
     *     many tokens again. One that runs in the calling thread makes a request wait for a table.
     */
    public static Builder builder(Executor executor) {
        return new Builder(executor);
    }

    VerificationChoice choice() {
        return keys;
    }

    /** Returns how many keys have a table or will have one as soon as it is computed: a figure for metrics. */
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

        private final Executor executor;
        private int afterTokens = 1000;
        private int maxKeys = 4;

        private Builder(Executor executor) {
            this.executor = executor;
        }

        /**
         * Sets how many tokens a key must verify, since tables were last shared out, before it gets one: at least 1.
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
         * verifies more.
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

        /** Returns the tables, none of which is computed yet. */
        public VerificationTables build() {
            return new VerificationTables(this);
        }
    }
}
