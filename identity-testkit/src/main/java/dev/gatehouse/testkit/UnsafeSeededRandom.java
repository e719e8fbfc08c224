package dev.gatehouse.testkit;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Random;

/** Predictable "randomness" from a seed, so that a test can be repeated. Never for production. Thread-safe. */
public final class UnsafeSeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    /** Makes a source whose output depends on the seed alone. */
    public UnsafeSeededRandom(long seed) {
        super(new Predictable(seed), null);
    }

    @Override
    public String getAlgorithm() {
        return "UNSAFE-SEEDED";
    }

    private static final class Predictable extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;
        private final Random random;

        Predictable(long seed) {
            random = new Random(seed);
        }

        @Override
        protected synchronized void engineSetSeed(byte[] seed) {
            // the first seed decides everything
        }

        @Override
        protected synchronized void engineNextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }

        @Override
        protected synchronized byte[] engineGenerateSeed(int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
