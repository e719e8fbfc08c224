package dev.gatehouse.credentials.directory;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.identity.RandomIds;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.sts.SessionPools;
import dev.gatehouse.credentials.sts.TokenServices;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.internal.setting.SettingRows;
import dev.gatehouse.spi.internal.setting.SettingViews;
import dev.gatehouse.spi.key.PoolSecrets;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
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

    private final String region;
    private final SecureRandom random;
    private final Opening opening;
    private final PageTokens pages;
    private final Purge purge;
    private final Sealer sealer;
    private final PoolPrefixes prefixes;
    private final SettingRows rows;
    private final SettingViews<PoolId, IdentityPool> views;

    private IdentityPools(Builder builder) {
        InstantSource clock = Objects.requireNonNull(builder.clock, "clock");
        Stores stores = RepeatingStores.around(Objects.requireNonNull(builder.stores, "stores"), clock);
        this.random = Objects.requireNonNull(builder.random, "random");
        this.region = builder.region;
        this.opening = new Opening(
                builder.bound,
                Objects.requireNonNull(builder.providers, "providers"),
                Objects.requireNonNull(builder.opener, "opener"));
        this.sealer = new Sealer(Objects.requireNonNull(builder.masterKeys, "masterKeys"), random);
        this.pages = new PageTokens(PoolSecrets.open(DIRECTORY, stores.pools(), sealer, clock, random));
        this.purge = new Purge(stores);
        this.rows = new SettingRows(stores.settings(), DIRECTORY, KIND, clock, random);
        this.views = new SettingViews<>(clock, builder.bound);
        this.prefixes = new PoolPrefixes(clock, builder.bound, this::everyPool);
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
        Setting made = rows.insert(id.value(), DefinitionCodec.write(values)).value();
        prefixes.add(id);
        return Outcome.success(definition(id, made));
    }

    /** Describes a pool as it is stored at this moment. Refusal: {@code RESOURCE_NOT_FOUND}. */
    public Outcome<IdentityPoolDefinition> describe(PoolId id) {
        return rows.find(id.value())
                .map(found -> Outcome.success(definition(id, found.value())))
                .orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
    }

    /**
     * Changes a pool. What {@code change} does not name stays as it is. Refusals: {@code RESOURCE_NOT_FOUND},
     * {@code INVALID_PARAMETER}, {@code CONCURRENT_MODIFICATION}.
     *
     * @param change called with the values as they are stored, and again where another change came between
     */
    public Outcome<IdentityPoolDefinition> update(PoolId id, Consumer<IdentityPoolDefinition.Builder> change) {
        Outcome<Setting> changed = rows.update(id.value(), standing -> {
            IdentityPoolDefinition.Builder before = DefinitionCodec.read(standing.body());
            IdentityPoolDefinition.Builder values = before.copy();
            change.accept(values);
            return broken(values, before)
                    .<Outcome<String>>map(Outcome::refused)
                    .orElseGet(() -> Outcome.success(DefinitionCodec.write(values)));
        });
        return changed.map(next -> {
            views.forget(id);
            return definition(id, next);
        });
    }

    /**
     * Deletes a pool, then its identities, logins, roles, keys and secret, page by page. From the first write on no
     * node opens it any more, within its bound; its id is never used again. Repeat it after an outage, or once the bound
     * is over, to remove what another node still made meanwhile.
     * Takes time in proportion to the pool. Refusal: {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> delete(PoolId id) {
        Outcome<Done> deleted = rows.delete(id.value());
        views.forget(id);
        return deleted.map(done -> {
            if (id.value().indexOf(':') > 0) {
                purge.run(id);
            }
            return done;
        });
    }

    /**
     * Lists pools in an order of the store's own. Refusals: {@code INVALID_PARAMETER}.
     *
     * @param limit 1 to {@value #MOST}
     */
    public Outcome<Page<IdentityPoolDefinition>> list(int limit, Optional<Cursor> cursor) {
        return rows.list(pages, limit, MOST, cursor)
                .map(page -> new Page<>(
                        page.items().stream()
                                .map(row -> definition(new PoolId(row.key().name()), row.value()))
                                .toList(),
                        page.next()));
    }

    /**
     * Opens a pool with the settings that it had at most {@code bound} ago. The same object is given until they change,
     * so ask for it at every request and keep it for none. Refusals: {@code RESOURCE_NOT_FOUND},
     * {@code INVALID_PARAMETER} ({@code pool.provider-unknown}: the application no longer knows a provider).
     */
    public Outcome<IdentityPool> pool(PoolId id) {
        return views.get(
                id,
                () -> rows.find(id.value())
                        .map(found -> new SettingViews.Read<>(
                                found.version(), () -> opening.pool(definition(id, found.value())))));
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
        return prefixes.find(identity).map(this::pool).orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
    }

    private void everyPool(Consumer<PoolId> consumer) {
        Optional<Cursor> from = Optional.empty();
        do {
            Page<Row<SettingKey, Setting>> page = rows.page(from, MOST);
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
