package dev.gatehouse.spi.internal.setting;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made of settings, kept until they change and looked at again once a bound is over. One caller reads and
 * makes, those who ask meanwhile wait for it, so nothing is made twice of one version. Only what exists is kept.
 * Thread-safe; no lock is held while reading or making.
 *
 * @param <K> the name of what is made
 * @param <V> what is made; the same object as long as its version stays
 */
public final class SettingViews<K, V> {
    private final InstantSource clock;
    private final Duration bound;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

    /** @param bound for how long what was read is taken as it is */
    public SettingViews(InstantSource clock, Duration bound) {
        this.clock = clock;
        this.bound = bound;
    }

    /**
     * Settings as they were just read.
     *
     * @param version equal as long as the settings stay
     * @param maker makes what they ask for; called only where the version changed; must not ask for the same key
     */
    public record Read<V>(Object version, Supplier<Outcome<V>> maker) {}

    private record Seen<V>(Object version, Instant at, V value) {}

    /** What was seen last, and the one who is looking again at this moment. */
    private record Entry<V>(
            @Nullable Seen<V> seen, @Nullable CompletableFuture<Outcome<V>> flight) {}

    /**
     * Returns what a key's settings ask for, as they were at most the bound ago. Refusals: {@code RESOURCE_NOT_FOUND}
     * if there are none, and those of the maker; a refusal is not kept.
     *
     * @param reader reads the settings; empty if there are none
     */
    public Outcome<V> get(K key, Supplier<Optional<Read<V>>> reader) {
        Instant now = clock.instant();
        Entry<V> entry = entries.get(key);
        Seen<V> seen = entry == null ? null : entry.seen();
        if (seen != null && fresh(seen, now)) {
            return Outcome.success(seen.value());
        }
        CompletableFuture<Outcome<V>> mine = new CompletableFuture<>();
        Entry<V> current = entries.compute(key, (name, standing) -> {
            if (standing == null) {
                return new Entry<>(null, mine);
            }
            boolean kept = standing.flight() != null || (standing.seen() != null && fresh(standing.seen(), now));
            return kept ? standing : new Entry<>(standing.seen(), mine);
        });
        CompletableFuture<Outcome<V>> flight = current.flight();
        if (flight == mine) {
            return look(key, current.seen(), now, mine, reader);
        }
        if (flight != null) {
            return joined(flight);
        }
        Seen<V> renewed = current.seen();
        return renewed == null ? get(key, reader) : Outcome.success(renewed.value());
    }

    /** Makes the next call look again. To be called after a change on this node. */
    public void forget(K key) {
        entries.remove(key);
    }

    private boolean fresh(Seen<V> seen, Instant now) {
        return !now.isBefore(seen.at()) && now.isBefore(seen.at().plus(bound));
    }

    private Outcome<V> look(
            K key,
            @Nullable Seen<V> before,
            Instant now,
            CompletableFuture<Outcome<V>> mine,
            Supplier<Optional<Read<V>>> reader) {
        Seen<V> after = before; // what failed to be read again is not fresh, but may still be the newest version
        try {
            Optional<Read<V>> read = reader.get();
            if (read.isEmpty()) {
                after = null;
                mine.complete(Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
            } else {
                Object version = read.get().version();
                Outcome<V> made = before != null && before.version().equals(version)
                        ? Outcome.success(before.value())
                        : read.get().maker().get();
                after = made.fold(value -> new Seen<>(version, now, value), refusal -> null);
                mine.complete(made);
            }
        } catch (RuntimeException e) { // told to everybody who waits, this caller included
            mine.completeExceptionally(e);
        } finally {
            settle(key, mine, after);
            mine.completeExceptionally(new IllegalStateException("the settings could not be opened"));
        }
        return joined(mine);
    }

    /** A change on this node that came meanwhile has removed the entry: what was read may be older and is not kept. */
    private void settle(K key, CompletableFuture<Outcome<V>> mine, @Nullable Seen<V> after) {
        entries.computeIfPresent(
                key,
                (name, standing) ->
                        standing.flight() != mine ? standing : after == null ? null : new Entry<>(after, null));
    }

    private static <V> Outcome<V> joined(CompletableFuture<Outcome<V>> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
