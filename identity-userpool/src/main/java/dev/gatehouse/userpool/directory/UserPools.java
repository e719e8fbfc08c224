package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.internal.setting.SettingRows;
import dev.gatehouse.spi.key.PoolSecrets;
import dev.gatehouse.spi.store.RepeatingStores;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.user.Schema;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The user pools of one set of stores and their app clients: made, described, changed, deleted and opened at run time.
 * For operators, but for {@link #pool}, {@link #poolOf(ClientId)} and {@link #poolOf(AccessToken)}. An outage is
 * thrown as {@link dev.gatehouse.spi.StoreException}. Thread-safe.
 */
public final class UserPools {
    /** The most pools or clients of one page. */
    public static final int MOST = 60;

    private final String region;
    private final SecureRandom random;
    private final Catalogue catalogue;
    private final PageTokens pages;
    private final SettingRows rows;
    private final Clients clients;
    private final Purge purge;
    private final Upkeep upkeep;

    UserPools(UserPoolsBuilder builder) {
        InstantSource clock = Objects.requireNonNull(builder.clock, "clock");
        Stores stores = RepeatingStores.around(Objects.requireNonNull(builder.stores, "stores"), clock);
        this.random = Objects.requireNonNull(builder.random, "random");
        this.region = builder.region;
        Sealer sealer = new Sealer(Objects.requireNonNull(builder.masterKeys, "masterKeys"), random);
        this.catalogue = new Catalogue(
                stores,
                sealer,
                clock,
                random,
                builder.bound,
                new Issuers(Objects.requireNonNull(builder.issuer, "issuer")),
                Objects.requireNonNull(builder.opener, "opener"));
        this.pages = new PageTokens(PoolSecrets.open(Catalogue.DIRECTORY, stores.pools(), sealer, clock, random));
        this.rows = catalogue.poolRows();
        this.clients = new Clients(catalogue, pages, builder.mostClients);
        this.purge = new Purge(catalogue, clients);
        this.upkeep = new Upkeep(catalogue, clients, purge);
    }

    public static UserPoolsBuilder builder() {
        return new UserPoolsBuilder();
    }

    /**
     * Makes a pool with an id of its own: the region, {@code _}, and 9 letters and digits. Its secret and first signing
     * keys are made when it is first opened. Refusals: {@code INVALID_PARAMETER} with the rule.
     *
     * @param definition sets at least the name; starts from the preset STRICT, and from
     *     {@link UserPoolDefinition.Builder#reference} the hosted service's
     */
    public Outcome<UserPoolDefinition> create(Consumer<UserPoolDefinition.Builder> definition) {
        PoolId id = Ids.pool(region, random);
        UserPoolSettings standing = catalogue.settings(id).build();
        return DefinitionRules.changed(new UserPoolDefinition.Builder(standing), definition, "pool.")
                .then(values -> DefinitionRules.pool(values, standing))
                .map(values -> catalogue.definition(
                        id,
                        rows.insert(id.value(), DefinitionCodec.write(values)).value()));
    }

    /** Describes a pool as it is stored at this moment. Refusal: {@code RESOURCE_NOT_FOUND}. */
    public Outcome<UserPoolDefinition> describe(PoolId id) {
        return rows.find(id.value())
                .map(found -> found.value())
                .filter(setting -> !catalogue.values(id, setting).deleting)
                .map(setting -> Outcome.success(catalogue.definition(id, setting)))
                .orElseGet(Catalogue::absent);
    }

    /**
     * Changes a pool. What {@code change} does not name stays as it is. Refusals: {@code RESOURCE_NOT_FOUND}, {@code
     * INVALID_PARAMETER} with the rule, {@code CONCURRENT_MODIFICATION} after three lost races.
     *
     * @param change called with the values as they are stored, and again where another change came between
     */
    public Outcome<UserPoolDefinition> update(PoolId id, Consumer<UserPoolDefinition.Builder> change) {
        return changed(id, values -> {
            UserPoolSettings standing = values.settings;
            return DefinitionRules.changed(values, change, "pool.").then(next -> DefinitionRules.pool(next, standing));
        });
    }

    /**
     * Adds custom attributes. Refusals besides those of {@link #update}: {@code INVALID_PARAMETER} with {@code
     * pool.attribute-exists}, or {@code pool.attributes} if there would be none or more than 50, or one is not a custom
     * one.
     */
    public Outcome<UserPoolDefinition> addAttributes(PoolId id, Collection<AttributeDefinition> attributes) {
        return changed(id, values -> withAttributes(values, List.copyOf(attributes)));
    }

    private static Outcome<UserPoolDefinition.Builder> withAttributes(
            UserPoolDefinition.Builder values, List<AttributeDefinition> attributes) {
        Schema schema = values.settings.schema();
        long custom = schema.definitions().values().stream()
                .filter(AttributeDefinition::isCustom)
                .count();
        boolean fit = !attributes.isEmpty()
                && custom + attributes.size() <= Schema.MAX_CUSTOM_ATTRIBUTES
                && attributes.stream().allMatch(AttributeDefinition::isCustom)
                && attributes.stream().map(AttributeDefinition::name).distinct().count() == attributes.size();
        if (!fit) {
            return DefinitionRules.refused("pool.attributes");
        }
        if (attributes.stream().anyMatch(added -> schema.definitions().containsKey(added.name()))) {
            return DefinitionRules.refused("pool.attribute-exists");
        }
        Schema.Builder next = schema.toBuilder();
        attributes.forEach(next::custom);
        return DefinitionRules.pool(values.settings(settings -> settings.schema(next.build())), values.settings);
    }

    private Outcome<UserPoolDefinition> changed(
            PoolId id,
            java.util.function.Function<UserPoolDefinition.Builder, Outcome<UserPoolDefinition.Builder>> change) {
        Outcome<Setting> changed = rows.update(id.value(), standing -> {
            UserPoolDefinition.Builder values = catalogue.values(id, standing);
            return values.deleting ? Catalogue.absent() : change.apply(values).map(DefinitionCodec::write);
        });
        return changed.map(next -> {
            catalogue.forget(id);
            return catalogue.definition(id, next);
        });
    }

    /**
     * Deletes a pool and everything in it: users, names, passwords, sessions, groups, messages, clients, keys. From the
     * first write on it is absent for administration, and no node opens it any more within its bound; its id is never
     * used again. Takes time in proportion to the pool; after an outage repeat it, or let {@link #maintain} go on.
     * Refusals: {@code RESOURCE_NOT_FOUND}, {@code INVALID_PARAMETER} with {@code pool.deletion-protected}, {@code
     * CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> delete(PoolId id) {
        Outcome<Setting> marked = rows.update(id.value(), standing -> {
            UserPoolDefinition.Builder values = catalogue.values(id, standing);
            if (values.deletionProtection) {
                return DefinitionRules.refused("pool.deletion-protected");
            }
            values.deleting = true;
            return Outcome.success(DefinitionCodec.write(values));
        });
        return marked.map(done -> {
            catalogue.forget(id);
            purge.clear(id, Integer.MAX_VALUE);
            return Done.DONE;
        });
    }

    /**
     * Lists pools in an order of the store's own; a page may hold fewer than the limit. Refusals: {@code
     * INVALID_PARAMETER} with {@code page.limit} or {@code page.token}.
     *
     * @param limit 1 to {@value #MOST}
     */
    public Outcome<Page<UserPoolDefinition>> list(int limit, Optional<Cursor> cursor) {
        return rows.list(pages, limit, MOST, cursor)
                .map(page -> new Page<>(
                        page.items().stream()
                                .filter(row ->
                                        !catalogue.values(new PoolId(row.key().name()), row.value()).deleting)
                                .map(row -> catalogue.definition(
                                        new PoolId(row.key().name()), row.value()))
                                .toList(),
                        page.next()));
    }

    /**
     * Opens a pool with the settings and clients that it had at most {@code bound} ago; no I/O inside the bound. The
     * same object is given until they change, so ask for it at every request and keep it for none. Refusal: {@code
     * RESOURCE_NOT_FOUND}.
     */
    public Outcome<UserPool> pool(PoolId id) {
        return catalogue.pool(id);
    }

    /**
     * Opens the pool that a client belongs to, as {@link #pool} does; for operations that name only their client.
     * Refusal: {@code RESOURCE_NOT_FOUND}.
     */
    public Outcome<UserPool> poolOf(ClientId client) {
        return catalogue.poolOf(client);
    }

    /**
     * Opens the pool that an access token says it is from, as {@link #pool} does. The token is not verified: give it to
     * that pool's {@link UserPool#profile} or {@link UserPool#sessions}, which judge it. Refusal: {@code
     * NOT_AUTHORIZED} if it names no pool of this directory.
     */
    public Outcome<UserPool> poolOf(AccessToken token) {
        return catalogue
                .claimedPool(token)
                .flatMap(id -> catalogue.pool(id).fold(Optional::of, refusal -> Optional.empty()))
                .map(Outcome::success)
                .orElseGet(() -> Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED)));
    }

    /**
     * Makes an app client with an id of its own: 26 lower-case letters and digits. Refusals: {@code RESOURCE_NOT_FOUND},
     * {@code INVALID_PARAMETER} with the rule, {@code LIMIT_EXCEEDED} with {@code pool.clients} or {@code
     * client.secrets}, {@code CONCURRENT_MODIFICATION} if the pool was deleted meanwhile.
     *
     * @param definition sets at least the name; a public client unless it asks for a secret
     */
    public Outcome<ClientDefinition> createClient(PoolId pool, Consumer<ClientDefinition.Builder> definition) {
        return clients.create(pool, definition);
    }

    /** Describes a client, its secrets included, as it is stored at this moment. Refusal: {@code RESOURCE_NOT_FOUND}. */
    public Outcome<ClientDefinition> describeClient(PoolId pool, ClientId client) {
        return clients.describe(pool, client);
    }

    /**
     * Changes a client. What {@code change} does not name stays as it is. Refusals: {@code RESOURCE_NOT_FOUND}, {@code
     * INVALID_PARAMETER} with the rule ({@code client.secrets}: secrets are not changed here), {@code
     * CONCURRENT_MODIFICATION}.
     *
     * @param change called with the values as they are stored, and again where another change came between
     */
    public Outcome<ClientDefinition> updateClient(
            PoolId pool, ClientId client, Consumer<ClientDefinition.Builder> change) {
        return clients.update(pool, client, change);
    }

    /**
     * Deletes a client: within the bound none of its tokens is taken and none is refreshed; its id is never used again.
     * Refusals: {@code RESOURCE_NOT_FOUND}, {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> deleteClient(PoolId pool, ClientId client) {
        return clients.delete(pool, client);
    }

    /** Lists the clients of a pool, as {@link #list} does pools. Refusal besides: {@code RESOURCE_NOT_FOUND}. */
    public Outcome<Page<ClientDefinition>> listClients(PoolId pool, int limit, Optional<Cursor> cursor) {
        return clients.list(pool, limit, cursor);
    }

    /**
     * Gives a client a generated secret beside the one it has, if any; both count from then on. Refusals: {@code
     * RESOURCE_NOT_FOUND}, {@code LIMIT_EXCEEDED} with {@code client.secrets} at the third, {@code
     * CONCURRENT_MODIFICATION}.
     *
     * @return the secret, with its value
     */
    public Outcome<ClientSecret> addClientSecret(PoolId pool, ClientId client) {
        return clients.addSecret(pool, client, new NewSecret.Generated());
    }

    /**
     * Gives a client a secret of the caller's own, as {@link #addClientSecret(PoolId, ClientId)} does. Refusals besides:
     * {@code INVALID_PARAMETER} with {@code client.secret} or {@code client.secret-known}.
     *
     * @param value 24 to 64 letters, digits, {@code _} and {@code +}; the caller closes it
     */
    public Outcome<ClientSecret> addClientSecret(PoolId pool, ClientId client, Secret value) {
        return clients.addSecret(pool, client, new NewSecret.Own(value));
    }

    /**
     * Takes a secret from a client that has another one: the last one stays, so that no confidential client becomes a
     * public one. Refusals: {@code RESOURCE_NOT_FOUND}, {@code INVALID_PARAMETER} with {@code client.last-secret},
     * {@code CONCURRENT_MODIFICATION}.
     *
     * @param secret the id of the secret
     */
    public Outcome<Done> deleteClientSecret(PoolId pool, ClientId client, String secret) {
        return clients.deleteSecret(pool, client, secret);
    }

    /**
     * Does what is due in the directory and in its pools, some of it at each call; for the application's scheduler, on
     * every node, every second or so. Visits at most {@code budget} rows of the directory, round and round, and in each
     * pool among them does what {@link dev.gatehouse.userpool.maintenance.Maintenance#run} does. A pool that fails does
     * not hold up the others.
     *
     * @param budget 1 to 1,000
     * @throws IllegalArgumentException if the budget is outside
     * @throws RuntimeException the first failure, with the others suppressed; the next call tries again
     */
    public DirectoryReport maintain(int budget) {
        return upkeep.run(budget);
    }

    @Override
    public String toString() {
        return "UserPools[" + region + "]";
    }
}
