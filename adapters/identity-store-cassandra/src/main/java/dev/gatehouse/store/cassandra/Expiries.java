package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The index of expiries too far ahead for a TTL, for the sweep; each is judged by its row. */
final class Expiries {
    private static final int SHARDS = 4;

    private final String store;
    private final Lane lane;
    private final Seen seen;
    private final String months;
    private final String addMonth;
    private final String due;
    private final String add;
    private final String remove;

    Expiries(String store, Lane lane, Seen seen) {
        String keyspace = lane.keyspace();
        this.store = store;
        this.lane = lane;
        this.seen = seen;
        this.months = "SELECT month FROM " + keyspace + ".gatehouse_expiry_months WHERE store = ? AND month <= ?";
        this.addMonth = "INSERT INTO " + keyspace + ".gatehouse_expiry_months (store, month) VALUES (?, ?)";
        this.due = "SELECT expires_at, key FROM " + keyspace
                + ".gatehouse_expiries WHERE store = ? AND month = ? AND shard = ? AND expires_at <= ?";
        this.add = "INSERT INTO " + keyspace
                + ".gatehouse_expiries (store, month, shard, expires_at, key) VALUES (?, ?, ?, ?, ?)";
        this.remove = "DELETE FROM " + keyspace + ".gatehouse_expiries WHERE store = ? AND month = ? AND shard = ?"
                + " AND expires_at = ? AND key = ?";
    }

    /** Judges one expiry that has come: removes the row if it is still due; returns whether the entry may go. */
    @FunctionalInterface
    interface Judge {
        Verdict judge(List<String> key, Instant expiry);
    }

    /** What became of a due entry. */
    enum Verdict {
        /** The row was removed, and the entry goes too. */
        REMOVED,
        /** The entry is outdated and goes. */
        OUTDATED,
        /** The entry stays: its time has not quite come, or the row was written meanwhile. */
        STAYS
    }

    List<CompletableFuture<AsyncResultSet>> add(String verb, List<String> key, Instant expiry) {
        List<CompletableFuture<AsyncResultSet>> writes = new ArrayList<>();
        int month = month(expiry);
        String name = Keyset.join(List.of("expiry", store, Integer.toString(month)));
        if (!seen.contains(name)) {
            writes.add(lane.writeLater(verb, addMonth, store, month).thenApply(result -> {
                seen.add(name);
                return result;
            }));
        }
        String joined = Keyset.join(key);
        writes.add(lane.writeLater(verb, add, store, month, shard(joined), expiry.toEpochMilli(), joined));
        return writes;
    }

    /** Goes through what is due until so many rows are removed; returns how many were. */
    int sweep(String verb, Instant now, int limit, Judge judge) {
        int removed = 0;
        for (Row entry : lane.read(verb, months, 1_000, store, month(now))) {
            int month = entry.getInt("month");
            for (int shard = 0; shard < SHARDS; shard++) {
                for (Row row : lane.read(verb, due, Math.max(limit, 10), store, month, shard, now.toEpochMilli())) {
                    if (removed >= limit) {
                        return removed;
                    }
                    long expiresAt = row.getLong("expires_at");
                    String key = row.getString("key");
                    Verdict verdict = judge.judge(Keyset.split(key), Instant.ofEpochMilli(expiresAt));
                    if (verdict != Verdict.STAYS) {
                        lane.write(verb, remove, store, month, shard, expiresAt, key);
                    }
                    if (verdict == Verdict.REMOVED) {
                        removed++;
                    }
                }
            }
        }
        return removed;
    }

    private static int month(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        return utc.getYear() * 12 + utc.getMonthValue() - 1;
    }

    private static int shard(String key) {
        return Listing.bucket(key) % SHARDS;
    }
}
