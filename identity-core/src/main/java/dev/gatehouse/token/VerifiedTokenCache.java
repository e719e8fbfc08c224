package dev.gatehouse.token;

import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that one verifier has let through, by all of their characters. Each verifier has its own, so a token cannot
 * pass by another's rules. Holds successes only and is bounded by bytes; whoever is not asked for again goes first.
 * Finding takes no lock and makes no object. Thread-safe; runs no thread.
 */
final class VerifiedTokenCache {
    private static final int MOST_BUCKETS = 1 << 20;
    private static final int SHARDS = 16;

    /** A shard smaller than a megabyte would be full now and then while others have room. */
    private static final long SMALLEST_SHARDED = 1 << 24;

    private static final int BYTES_PER_BUCKET = 4096;
    private static final int SHORTEST_HASHED = 32;

    private final Shard[] shards;

    /** A token that passed, with what every later look at it needs. */
    static final class Entry {
        /** What the objects beside the token's characters weigh, estimated on the high side. */
        private static final int OVERHEAD = 512;

        /** The token, its payload and, once asked for, its decoded claims, as a multiple of the token's length. */
        private static final int CLAIMS_FACTOR = 6;

        private final String token;
        private final int hash;
        // What is looked at each time lies here, not two objects away.
        private final JoseHeader header;
        private final VerificationKey key;
        private final @Nullable FamilyId family;
        private final Outcome<VerifiedToken> outcome;
        private final long overFrom;
        private volatile @Nullable Entry next;
        // Written by many, and lost writes do no harm: a token asked for again soon is marked again.
        private boolean asked;

        /** Of a token that is over from this moment, the clock tolerance included. */
        Entry(String token, VerifiedToken verified, Instant overFrom, Outcome<VerifiedToken> outcome) {
            this.token = token;
            this.hash = hash(token);
            this.header = verified.header();
            this.key = verified.key();
            this.family = verified.familyOrNull();
            this.outcome = outcome;
            this.overFrom = overFrom.plusNanos(999_999).toEpochMilli();
        }

        String token() {
            return token;
        }

        VerifiedToken verified() {
            return outcome.orElseThrow();
        }

        JoseHeader header() {
            return header;
        }

        VerificationKey key() {
            return key;
        }

        @Nullable
        FamilyId family() {
            return family;
        }

        /** Whether the token is over, by a clock that is read in milliseconds. */
        boolean isOver(Instant now) {
            return now.toEpochMilli() >= overFrom;
        }

        Outcome<VerifiedToken> outcome() {
            return outcome;
        }

        private long weight() {
            return OVERHEAD + (long) token.length() * CLAIMS_FACTOR;
        }
    }

    VerifiedTokenCache(long maxBytes) {
        int count = maxBytes < SMALLEST_SHARDED ? 1 : SHARDS;
        long buckets = Math.min(MOST_BUCKETS, maxBytes / BYTES_PER_BUCKET) / count;
        int size = Integer.highestOneBit((int) Math.max(buckets, 1)) * 2;
        shards = new Shard[count];
        for (int i = 0; i < count; i++) {
            shards[i] = new Shard(size, maxBytes / count);
        }
    }

    @Nullable
    Entry find(String token) {
        int hash = hash(token);
        Entry entry = shard(hash).find(token, hash);
        if (entry != null && !entry.asked) {
            entry.asked = true;
        }
        return entry;
    }

    void put(Entry entry) {
        shard(entry.hash).put(entry);
    }

    void remove(Entry entry) {
        shard(entry.hash).remove(entry);
    }

    /** How much is held, by the estimate that bounds it. */
    long bytes() {
        long bytes = 0;
        for (Shard shard : shards) {
            bytes += shard.bytes();
        }
        return bytes;
    }

    private Shard shard(int hash) {
        return shards[(hash >>> 28) & (shards.length - 1)];
    }

    /**
     * Sixteen characters of the signature: its end, less the last character, which often has fixed bits, and the same
     * number from its middle, as an ML-DSA signature ends in hints that are mostly zero.
     */
    private static int hash(String token) {
        int length = token.length();
        if (length < SHORTEST_HASHED) {
            return token.hashCode();
        }
        long hash = eight(token, length - 9) * 0x9E3779B97F4A7C15L;
        hash ^= eight(token, (length * 5) >>> 3) * 0xC2B2AE3D27D4EB4FL;
        hash += length;
        return (int) (hash ^ (hash >>> 32));
    }

    /** Eight characters as one number; put together without one waiting for the other. */
    private static long eight(String token, int at) {
        long low = token.charAt(at)
                | (token.charAt(at + 1) << 8)
                | (token.charAt(at + 2) << 16)
                | ((long) token.charAt(at + 3) << 24);
        long high = token.charAt(at + 4)
                | (token.charAt(at + 5) << 8)
                | (token.charAt(at + 6) << 16)
                | ((long) token.charAt(at + 7) << 24);
        return low | (high << 32);
    }

    /** A share of the tokens, with a lock for its writers and a hand that goes round for the next to leave. */
    private static final class Shard {
        private final ReentrantLock writing = new ReentrantLock();
        private final AtomicReferenceArray<@Nullable Entry> heads;
        // The tokens of the heads: where they are is known without waiting for the memory of the entries.
        private final AtomicReferenceArray<@Nullable String> tokens;
        private final int mask;
        private final long maxBytes;
        private long bytes;
        private int hand;

        Shard(int buckets, long maxBytes) {
            this.heads = new AtomicReferenceArray<>(buckets);
            this.tokens = new AtomicReferenceArray<>(buckets);
            this.mask = buckets - 1;
            this.maxBytes = maxBytes;
        }

        @Nullable
        Entry find(String token, int hash) {
            String first = tokens.get(hash & mask);
            Entry head = heads.get(hash & mask);
            // Whoever gets past the hash holds the tail of a signature, so an early end tells nothing new.
            if (head != null && head.hash == hash && token.equals(first) && head.token.equals(first)) {
                return head;
            }
            for (Entry entry = head; entry != null; entry = entry.next) {
                if (entry.hash == hash && entry.token.equals(token)) {
                    return entry;
                }
            }
            return null;
        }

        void put(Entry entry) {
            if (entry.weight() > maxBytes) {
                return;
            }
            writing.lock();
            try {
                unlink(find(entry.token, entry.hash));
                while (bytes + entry.weight() > maxBytes) {
                    advance();
                }
                int bucket = entry.hash & mask;
                entry.next = heads.get(bucket);
                lead(bucket, entry);
                bytes += entry.weight();
            } finally {
                writing.unlock();
            }
        }

        private void lead(int bucket, @Nullable Entry head) {
            heads.set(bucket, head);
            tokens.set(bucket, head == null ? null : head.token);
        }

        void remove(Entry entry) {
            writing.lock();
            try {
                unlink(entry);
            } finally {
                writing.unlock();
            }
        }

        long bytes() {
            writing.lock();
            try {
                return bytes;
            } finally {
                writing.unlock();
            }
        }

        /** Drops from one bucket what nobody asked for since the hand was last here. */
        private void advance() {
            int bucket = hand++ & mask;
            for (Entry entry = heads.get(bucket); entry != null; entry = entry.next) {
                if (entry.asked) {
                    entry.asked = false;
                } else {
                    unlink(entry);
                }
            }
        }

        /** Takes an entry out; it keeps its own link, so a reader that stands on it goes on. */
        private void unlink(@Nullable Entry gone) {
            if (gone == null) {
                return;
            }
            int bucket = gone.hash & mask;
            Entry before = null;
            for (Entry entry = heads.get(bucket); entry != null; entry = entry.next) {
                if (entry == gone) {
                    if (before == null) {
                        lead(bucket, gone.next);
                    } else {
                        before.next = gone.next;
                    }
                    bytes -= gone.weight();
                    return;
                }
                before = entry;
            }
        }
    }
}
