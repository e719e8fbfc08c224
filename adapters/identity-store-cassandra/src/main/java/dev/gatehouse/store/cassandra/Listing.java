package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;

/**
 * The index of one store: which keys a scope has. An entry is written before its row and removed after it, and names
 * the life that it stands for: the row's {@code life}, or the hour at which it ends by its TTL. So whoever removes the
 * entry of a deleted row never removes that of its successor. An entry without a row is skipped, and dropped after a
 * day.
 */
final class Listing {
    private static final int BUCKETS = 4_096;
    private static final int WINDOW = 16;
    private static final Duration ORPHANED = Duration.ofDays(1);

    private final String store;
    private final List<Integer> scopes;
    private final Lane lane;
    private final Seen seen;
    private final String buckets;
    private final String addBucket;
    private final String first;
    private final String after;
    private final String add;
    private final String remove;

    /**
     * @param scopes how many parts of a key make a scope, for each listing
     */
    Listing(String store, List<Integer> scopes, Lane lane, Seen seen) {
        String keyspace = lane.keyspace();
        String where = keyspace + ".gatehouse_listings WHERE store = ? AND scope = ? AND bucket = ?";
        this.store = store;
        this.scopes = scopes;
        this.lane = lane;
        this.seen = seen;
        this.buckets = "SELECT bucket FROM " + keyspace
                + ".gatehouse_listing_buckets WHERE store = ? AND scope = ? AND bucket >= ?";
        this.addBucket =
                "INSERT INTO " + keyspace + ".gatehouse_listing_buckets (store, scope, bucket) VALUES (?, ?, ?)";
        this.first = "SELECT key, mark, written FROM " + where + " LIMIT ?";
        this.after = "SELECT key, mark, written FROM " + where + " AND key > ? LIMIT ?";
        this.add = "INSERT INTO " + keyspace + ".gatehouse_listings (store, scope, bucket, key, mark, written)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?";
        this.remove = "DELETE FROM " + where + " AND key = ? AND mark = ?";
    }

    /** One entry: the key's parts within the scope, what it stands for, and when it was written. */
    record Entry(String key, String mark, long written) {
        boolean orphanedBefore(Instant now) {
            return mark.length() > 8 && written < now.minus(ORPHANED).toEpochMilli();
        }
    }

    /** Returns the write of the entries of a key, that of the bucket included where this process never made it. */
    List<CompletableFuture<AsyncResultSet>> add(String verb, List<String> key, Term term, String life, Instant now) {
        List<CompletableFuture<AsyncResultSet>> writes = new ArrayList<>();
        String mark = term.ends() ? Long.toString(term.hour()) : life;
        for (int scope : scopes) {
            String of = Keyset.join(key.subList(0, scope));
            String rest = Keyset.join(key.subList(scope, key.size()));
            int bucket = bucket(rest);
            String name = Keyset.join(List.of(store, of, Integer.toString(bucket)));
            if (!seen.contains(name)) {
                writes.add(lane.writeLater(verb, addBucket, store, of, bucket).thenApply(result -> {
                    seen.add(name);
                    return result;
                }));
            }
            writes.add(lane.writeLater(verb, add, store, of, bucket, rest, mark, now.toEpochMilli(), term.hourTtl()));
        }
        return writes;
    }

    /** Removes the entries of one life of a key. */
    void remove(String verb, List<String> key, String life) {
        List<CompletableFuture<AsyncResultSet>> writes = new ArrayList<>();
        for (int scope : scopes) {
            String rest = Keyset.join(key.subList(scope, key.size()));
            writes.add(
                    lane.writeLater(verb, remove, store, Keyset.join(key.subList(0, scope)), bucket(rest), rest, life));
        }
        Lane.await(writes);
    }

    /** Reads a scope's keys in order, as many at a time as are wanted. Not thread-safe. */
    final class Scan {
        private final String verb;
        private final String scope;
        private final List<Integer> open = new ArrayList<>();
        private Optional<String> last;

        Scan(String verb, List<String> bound, Optional<List<String>> lastKey) {
            this.verb = verb;
            this.scope = Keyset.join(bound);
            this.last = lastKey.map(key -> Keyset.join(key.subList(bound.size(), key.size())));
            int from = last.map(Listing::bucket).orElse(0);
            for (Row row : lane.read(verb, buckets, BUCKETS, store, scope, from)) {
                open.add(row.getInt("bucket"));
            }
            if (!open.isEmpty() && open.get(0) != from) {
                last = Optional.empty();
            }
        }

        boolean hasMore() {
            return !open.isEmpty();
        }

        /** Returns some entries, at most about {@code wanted} of each bucket; none may be returned though more follow. */
        List<Entry> next(int wanted) {
            int window = Math.min(Math.min(WINDOW, wanted), open.size());
            List<CompletableFuture<AsyncResultSet>> reads = new ArrayList<>();
            for (int i = 0; i < window; i++) {
                int bucket = open.get(i);
                reads.add(
                        i == 0 && last.isPresent()
                                ? lane.readLater(verb, after, wanted, store, scope, bucket, last.get(), wanted)
                                : lane.readLater(verb, first, wanted, store, scope, bucket, wanted));
            }
            List<Entry> entries = new ArrayList<>();
            for (AsyncResultSet read : Lane.await(reads)) {
                List<Entry> found = Lane.rows(read).stream()
                        .map(row -> new Entry(row.getString("key"), row.getString("mark"), row.getLong("written")))
                        .toList();
                entries.addAll(found);
                if (found.size() == wanted) {
                    last = Optional.of(found.get(wanted - 1).key());
                    return entries;
                }
                open.remove(0);
                last = Optional.empty();
            }
            return entries;
        }
    }

    /** Starts after a key, or at the beginning. */
    Scan scan(String verb, List<String> bound, Optional<List<String>> lastKey) {
        return new Scan(verb, bound, lastKey);
    }

    static int bucket(String key) {
        CRC32 sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % BUCKETS);
    }
}
