package dev.gatehouse.credentials.directory;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.internal.identity.RandomIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pool of an identity by the beginning that their ids share. The pools' ids are read again when an unknown
 * beginning is asked for, at most once in a bound, so that made-up ids cost nothing. Thread-safe.
 */
final class PoolPrefixes {
    private final InstantSource clock;
    private final Duration bound;
    private final Consumer<Consumer<PoolId>> reader;
    private final Map<String, PoolId> pools = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Instant> readAt = new AtomicReference<>(null);
    private final AtomicReference<@Nullable CompletableFuture<Void>> reading = new AtomicReference<>(null);

    /** @param reader gives every pool that there is */
    PoolPrefixes(InstantSource clock, Duration bound, Consumer<Consumer<PoolId>> reader) {
        this.clock = clock;
        this.bound = bound;
        this.reader = reader;
    }

    /** Takes note of a pool. */
    void add(PoolId pool) {
        RandomIds.shared(pool.value()).ifPresent(prefix -> pools.put(prefix, pool));
    }

    /** Returns the pool whose identities' ids begin like this one; it may be gone meanwhile. */
    Optional<PoolId> find(IdentityId identity) {
        Optional<String> prefix = RandomIds.shared(identity.value());
        if (prefix.isPresent() && !pools.containsKey(prefix.get())) {
            readAgain();
        }
        return prefix.map(pools::get);
    }

    /** Whoever comes first reads; who comes meanwhile waits for what that reading finds, or for its failure. */
    private void readAgain() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = reading.compareAndExchange(null, mine);
        if (running != null) {
            await(running);
            return;
        }
        try {
            readIfDue();
            mine.complete(null);
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            reading.set(null);
            mine.cancel(false); // nobody waits for a reading that an error broke off
        }
    }

    private static void await(CompletableFuture<Void> running) {
        try {
            running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** After an outage the next one tries again. */
    private void readIfDue() {
        Instant last = readAt.get();
        Instant now = clock.instant();
        if (last == null || now.isBefore(last) || !now.isBefore(last.plus(bound))) {
            reader.accept(this::add);
            readAt.set(now);
        }
    }
}
