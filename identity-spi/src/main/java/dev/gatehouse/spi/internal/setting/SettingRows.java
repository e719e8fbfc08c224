package dev.gatehouse.spi.internal.setting;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.SettingStore;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** The settings of one kind in one pool: made, changed, deleted and listed, each by one conditional write. Thread-safe. */
public final class SettingRows {
    private static final int TRIES = 3;

    private final SettingStore store;
    private final PoolId pool;
    private final String kind;
    private final InstantSource clock;
    private final SecureRandom random;

    public SettingRows(SettingStore store, PoolId pool, String kind, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.pool = pool;
        this.kind = kind;
        this.clock = clock;
        this.random = random;
    }

    /** Returns a setting as it is stored at this moment. */
    public Optional<Versioned<Setting>> find(String name) {
        return store.find(key(name));
    }

    /**
     * Stores a new setting.
     *
     * @param name a random one
     * @throws IllegalStateException if there is one of this name
     */
    public Versioned<Setting> insert(String name, String body) {
        Instant now = now();
        WriteId write = WriteId.random(random);
        Setting setting = Setting.builder()
                .body(body)
                .incarnation(write)
                .createdAt(now)
                .modifiedAt(now)
                .build();
        if (!store.insert(key(name), setting, write)) {
            throw new IllegalStateException("a random name came twice: the source of randomness is broken");
        }
        return new Versioned<>(setting, write);
    }

    /**
     * Changes a setting. Refusals: {@code RESOURCE_NOT_FOUND}, {@code CONCURRENT_MODIFICATION} after three lost races,
     * and those of {@code next}.
     *
     * @param next the body to store in place of the one that stands; called again where another change came between
     */
    public Outcome<Setting> update(String name, Function<Setting, Outcome<String>> next) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Versioned<Setting>> found = find(name);
            if (found.isEmpty()) {
                return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
            }
            WriteId version = found.get().version();
            Setting standing = found.get().value();
            Outcome<Optional<Setting>> done = next.apply(standing).map(body -> {
                Setting changed =
                        standing.toBuilder().body(body).modifiedAt(now()).build();
                return store.replace(key(name), version, changed, WriteId.random(random))
                        ? Optional.of(changed)
                        : Optional.empty();
            });
            Optional<Refusal> refusal = done.asRefusal();
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Optional<Setting> changed = done.orElseThrow();
            if (changed.isPresent()) {
                return Outcome.success(changed.get());
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /** Deletes a setting; done as well if there is none. Refusal: {@code CONCURRENT_MODIFICATION} after three lost races. */
    public Outcome<Done> delete(String name) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Versioned<Setting>> found = find(name);
            if (found.isEmpty() || delete(name, found.get().version())) {
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /** Deletes the setting that a write made; returns whether no other write came between. */
    public boolean delete(String name, WriteId version) {
        return store.delete(key(name), version);
    }

    /**
     * Returns settings in an order of the store's own.
     *
     * @param limit 1 to 1,000
     */
    public Page<Row<SettingKey, Setting>> page(Optional<Cursor> cursor, int limit) {
        return store.ofKind(pool, kind, cursor, limit);
    }

    /**
     * Lists settings for a caller. Refusals: {@code INVALID_PARAMETER} with {@code page.limit} or {@code page.token}.
     *
     * @param pages signs where the listing goes on, for this pool and kind alone
     * @param most the greatest limit
     */
    public Outcome<Page<Row<SettingKey, Setting>>> list(
            PageTokens pages, int limit, int most, Optional<Cursor> cursor) {
        if (limit < 1 || limit > most) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "page.limit"));
        }
        Outcome<Optional<Cursor>> from = cursor.isEmpty()
                ? Outcome.success(Optional.empty())
                : pages.position(kind, pool.value(), cursor.get()).map(position -> Optional.of(new Cursor(position)));
        return from.map(start -> {
            Page<Row<SettingKey, Setting>> page = page(start, limit);
            return new Page<>(page.items(), page.next().map(next -> pages.token(kind, pool.value(), next.value())));
        });
    }

    private SettingKey key(String name) {
        return new SettingKey(pool, kind, name);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
