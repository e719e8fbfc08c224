package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that one verifier has let through, by all of their bytes. Each verifier has its own, so a token cannot pass
 * by another's rules. Holds successes only and is bounded by bytes. Thread-safe; runs no thread.
 */
final class VerifiedTokenCache {
    /** What the decoded claims weigh beside the token's bytes, as a multiple of them; estimated on the high side. */
    private static final int CLAIMS_FACTOR = 6;

    private static final int TAIL = 8;

    private final Cache<Key, VerifiedToken> tokens;

    VerifiedTokenCache(long maxBytes) {
        this.tokens = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, VerifiedToken token) -> key.bytes.length * CLAIMS_FACTOR)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    VerifiedToken find(byte[] token) {
        return tokens.getIfPresent(new Key(token));
    }

    void put(byte[] token, VerifiedToken verified) {
        tokens.put(new Key(token), verified);
    }

    void remove(byte[] token) {
        tokens.invalidate(new Key(token));
    }

    /** The whole token; hashed on the end of its signature, compared in time that tells nothing. */
    private static final class Key {
        private final byte[] bytes;
        private final int hash;

        Key(byte[] bytes) {
            this.bytes = bytes;
            int h = bytes.length;
            // The very last character of a signature often has fixed bits; the eight before it do not.
            for (int i = Math.max(0, bytes.length - TAIL - 1); i < bytes.length; i++) {
                h = 31 * h + bytes[i];
            }
            this.hash = h;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && hash == that.hash && MessageDigest.isEqual(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
