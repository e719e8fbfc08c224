package dev.gatehouse.credentials.directory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.internal.identity.RandomIds;
import dev.gatehouse.credentials.internal.page.PageTokens;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.credentials.sts.TokenServices;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.key.PoolSecrets;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The identity pools of one set of stores: made, described, changed, deleted and opened at run time. For operators, but
 * for {@link #pool}. Thread-safe.
 */
public final class IdentityPools {
    /** The most pools of one page. */
    public static final int MOST = 60;

    /** Where the definitions of all pools are: no identity pool has an id without a colon. */
    private static final PoolId DIRECTORY = new PoolId("identity-pools");

    private static final String KIND = "identity-pool";
    private static final int TRIES = 3;

    private final Stores stores;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String region;
    private final Duration bound;
    private final Opening opening;
    private final PageTokens pages;
    private final Purge purge;
    private final Sealer sealer;
    private final PoolPrefixes prefixes;
    private final Map<PoolId, Seen> seen = new ConcurrentHashMap<>();

    /** A pool as it was read. Only pools that exist are kept, so the map is as small as the directory. */
    private record Seen(WriteId version, Instant at, IdentityPool pool) {}

    private IdentityPools(Builder builder) {
        this.clock = Objects.requireNonNull(builder.clock, "clock");
        this.stores = RepeatingStores.around(Objects.requireNonNull(builder.stores, "stores"), clock);
        this.random = Objects.requireNonNull(builder.random, "random");
        this.region = builder.region;
        this.bound = builder.bound;
        this.opening = new Opening(
                bound,
                Objects.requireNonNull(builder.providers, "providers"),
                Objects.requireNonNull(builder.opener, "opener"));
        this.sealer = new Sealer(Objects.requireNonNull(builder.masterKeys, "masterKeys"), random);
        this.pages = new PageTokens(PoolSecrets.open(DIRECTORY, stores.pools(), sealer, clock, random));
        this.purge = new Purge(stores);
        this.prefixes = new PoolPrefixes(clock, bound, this::everyPool);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a pool with an id of its own, {@code region:uuid}. Refusals: {@code INVALID_PARAMETER} with the rule.
     *
     * @param settings sets at least the name
     */
    public Outcome<IdentityPoolDefinition> create(Consumer<IdentityPoolDefinition.Builder> settings) {
        IdentityPoolDefinition.Builder values = new IdentityPoolDefinition.Builder();
        settings.accept(values);
        Optional<Refusal> broken = broken(values, null);
        if (broken.isPresent()) {
            return Outcome.refused(broken.get());
        }
        PoolId id = new PoolId(RandomIds.in(region, random));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        WriteId write = WriteId.random(random);
        Setting setting = Setting.builder()
                .body(DefinitionCodec.write(values))
                .incarnation(write)
                .createdAt(now)
                .modifiedAt(now)
                .build();
        if (!stores.settings().insert(key(id), setting, write)) {
            throw new IllegalStateException("a pool's id came twice: the source of randomness is broken");
        }
        prefixes.add(id);
        return Outcome.success(new IdentityPoolDefinition(id, values, now, now));
    }

    /** Describes a pool as it is stored at this moment. Refusal: {@code RESOURCE_NOT_FOUND}. */
    public Outcome<IdentityPoolDefinition> describe(PoolId id) {
        return stores.settings()
                .find(key(id))
                .map(found -> Outcome.success(definition(id, found.value())))
                .orElseGet(IdentityPools::absent);
    }

    /**
     * Changes a pool. What {@code change} does not name stays as it is. Refusals: {@code RESOURCE_NOT_FOUND},
     * {@code INVALID_PARAMETER}, {@code CONCURRENT_MODIFICATION}.
     *
     * @param change called with the values as they are stored, and again where another change came between
     */
    public Outcome<IdentityPoolDefinition> update(PoolId id, Consumer<IdentityPoolDefinition.Builder> change) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Versioned<Setting>> found = stores.settings().find(key(id));
            if (found.isEmpty()) {
                return absent();
            }
            Setting standing = found.get().value();
            IdentityPoolDefinition.Builder before = DefinitionCodec.read(standing.body());
            IdentityPoolDefinition.Builder values = before.copy();
            change.accept(values);
            Optional<Refusal> broken = broken(values, before);
            if (broken.isPresent()) {
                return Outcome.refused(broken.get());
            }
            Setting next = standing.toBuilder()
                    .body(DefinitionCodec.write(values))
                    .modifiedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .build();
            if (stores.settings().replace(key(id), found.get().version(), next, WriteId.random(random))) {
                seen.remove(id);
                return Outcome.success(definition(id, next));
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /**
     * Deletes a pool, then its identities, logins, roles, keys and secret, page by page. From the first write on no
     * node opens it any more, within its bound; its id is never used again. Repeat it after an outage, or once the bound
     * is over, to remove what another node still made meanwhile.
     * Takes time in proportion to the pool. Refusal: {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> delete(PoolId id) {
        for (int tries = 0; tries < TRIES; tries++) {
            seen.remove(id);
            Optional<Versioned<Setting>> found = stores.settings().find(key(id));
            if (found.isEmpty() || stores.settings().delete(key(id), found.get().version())) {
                if (id.value().indexOf(':') > 0) {
                    purge.run(id);
                }
                return Outcome.done();
            }
        }
        return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }

    /**
     * Lists pools in an order of the store's own. Refusals: {@code INVALID_PARAMETER}.
     *
     * @param limit 1 to {@value #MOST}
     */
    public Outcome<Page<IdentityPoolDefinition>> list(int limit, Optional<Cursor> cursor) {
        if (limit < 1 || limit > MOST) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "page.limit"));
        }
        Outcome<Optional<Cursor>> from = cursor.isEmpty()
                ? Outcome.success(Optional.empty())
                : pages.position(KIND, "", cursor.get()).map(position -> Optional.of(new Cursor(position)));
        return from.map(start -> {
            Page<Row<SettingKey, Setting>> page = stores.settings().ofKind(DIRECTORY, KIND, start, limit);
            List<IdentityPoolDefinition> items = page.items().stream()
                    .map(row -> definition(new PoolId(row.key().name()), row.value()))
                    .toList();
            return new Page<>(items, page.next().map(next -> pages.token(KIND, "", next.value())));
        });
    }

    /**
     * Opens a pool with the settings that it had at most {@code bound} ago. The same object is given until they change,
     * so ask for it at every request and keep it for none. Refusals: {@code RESOURCE_NOT_FOUND},
     * {@code INVALID_PARAMETER} ({@code pool.provider-unknown}: the application no longer knows a provider).
     */
    public Outcome<IdentityPool> pool(PoolId id) {
        Instant now = clock.instant();
        Seen known = seen.get(id);
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(bound))) {
            return Outcome.success(known.pool());
        }
        Optional<Versioned<Setting>> found = stores.settings().find(key(id));
        if (found.isEmpty()) {
            seen.remove(id);
            return absent();
        }
        WriteId version = found.get().version();
        Outcome<IdentityPool> pool = known != null && known.version().equals(version)
                ? Outcome.success(known.pool())
                : opening.pool(definition(id, found.get().value()));
        return pool.map(opened -> {
            seen.put(id, new Seen(version, now, opened));
            return opened;
        });
    }

    /**
     * Returns what verifies the sessions of all these pools, for a guard or a verifier of callers. A pool made later is
     * among them, one deleted is not. Those whose opener set a vendor of its own are not either.
     */
    public SessionPools sessions() {
        return SessionPools.of(sealer, id -> opened(id).flatMap(IdentityPool::sessions));
    }

    /** Returns the token services of all these pools as one; of those that vend their credentials here. */
    public TokenServices tokenServices() {
        return new TokenServices(id -> opened(id).flatMap(IdentityPool::tokenService));
    }

    private Optional<IdentityPool> opened(PoolId id) {
        return pool(id).fold(Optional::of, refusal -> Optional.empty());
    }

    /**
     * Opens the pool that an identity is of, which shows in its id; see {@link #pool}. Whether the identity exists shows
     * when it is used. A pool that another node made is found within the bound. Refusals: {@code RESOURCE_NOT_FOUND}.
     */
    public Outcome<IdentityPool> poolOf(IdentityId identity) {
        return prefixes.find(identity).map(this::pool).orElseGet(IdentityPools::absent);
    }

    private void everyPool(Consumer<PoolId> consumer) {
        Optional<Cursor> from = Optional.empty();
        do {
            Page<Row<SettingKey, Setting>> page = stores.settings().ofKind(DIRECTORY, KIND, from, MOST);
            page.items().forEach(row -> consumer.accept(new PoolId(row.key().name())));
            from = page.next();
        } while (from.isPresent());
    }

    private Optional<Refusal> broken(
            IdentityPoolDefinition.Builder values, IdentityPoolDefinition.@Nullable Builder standing) {
        return DefinitionRules.broken(values, standing)
                .or(() -> opening.resolves(values)
                        ? Optional.empty()
                        : Optional.of(Refusal.of(ErrorCode.INVALID_PARAMETER, "pool.provider-unknown")));
    }

    private static IdentityPoolDefinition definition(PoolId id, Setting setting) {
        return new IdentityPoolDefinition(
                id, DefinitionCodec.read(setting.body()), setting.createdAt(), setting.modifiedAt());
    }

    private static SettingKey key(PoolId id) {
        return new SettingKey(DIRECTORY, KIND, id.value());
    }

    private static <T> Outcome<T> absent() {
        return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Override
    public String toString() {
        return "IdentityPools[" + region + "]";
    }

    /** Builds {@link IdentityPools}. Not thread-safe. */
    public static final class Builder {
        private @Nullable Stores stores;
        private @Nullable MasterKeys masterKeys;
        private @Nullable InstantSource clock;
        private @Nullable SecureRandom random;
        private @Nullable ProviderSource providers;
        private @Nullable Function<IdentityPoolSettings.Builder, IdentityPool> opener;
        private String region = "local";
        private Duration bound = Duration.ofSeconds(5);

        private Builder() {}

        public Builder stores(Stores value) {
            this.stores = value;
            return this;
        }

        /** Sets the keys that seal the secret behind page tokens, and all pools' session tokens. */
        public Builder masterKeys(MasterKeys value) {
            this.masterKeys = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /** Sets who turns the providers that a definition names into ones that verify tokens. */
        public Builder providers(ProviderSource value) {
            this.providers = value;
            return this;
        }

        /**
         * Sets what opens a pool: it may set what a definition does not hold, such as rate limits, and builds the pool
         * on the application's stores, keys and vendor.
         */
        public Builder opener(Function<IdentityPoolSettings.Builder, IdentityPool> value) {
            this.opener = value;
            return this;
        }

        /** Sets the first half of new pools' ids: 1 to 32 letters, digits and hyphens; {@code local} unless set. */
        public Builder region(String value) {
            if (!value.matches("[A-Za-z0-9-]{1,32}")) {
                throw new IllegalArgumentException("a region has 1 to 32 letters, digits and hyphens");
            }
            this.region = value;
            return this;
        }

        /** Sets how long a change may take to be seen on other nodes: more than 0, at most 5 minutes; 5 s unless set. */
        public Builder bound(Duration value) {
            if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("a bound is more than 0 and at most 5 minutes");
            }
            this.bound = value;
            return this;
        }

        /** Returns the directory; stores, master keys, clock, random, providers and opener must be set. */
        public IdentityPools build() {
            return new IdentityPools(this);
        }
    }
}
