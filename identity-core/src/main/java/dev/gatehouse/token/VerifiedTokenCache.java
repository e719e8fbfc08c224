package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
        private static final VarHandle WORDS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
            return other instanceof Key that && hash == that.hash && isSame(bytes, that.bytes);
        }

        /** Looks at every byte, wherever the first difference is; by words, as one byte at a time costs half a µs. */
        private static boolean isSame(byte[] left, byte[] right) {
            if (left.length != right.length) {
                return false;
            }
            int words = left.length & -Long.BYTES;
            long difference = 0;
            for (int i = 0; i < words; i += Long.BYTES) {
                difference |= (long) WORDS.get(left, i) ^ (long) WORDS.get(right, i);
            }
            for (int i = words; i < left.length; i++) {
                difference |= left[i] ^ right[i];
            }
            return difference == 0;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
