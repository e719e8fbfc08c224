package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.internal.setting.SettingRows;
import dev.gatehouse.spi.internal.setting.SettingViews;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where pools, clients and the index of clients are stored, and the views of them. A pool's row is in the directory, a
 * client's row in its pool, and an index row in the directory says which pool a client is of: it is written before the
 * client's row and removed after it, and it counts only if the pool has the client. Thread-safe.
 */
final class Catalogue {
    /** Where what belongs to no pool is stored: no pool made here has an id without {@code _}. */
    static final PoolId DIRECTORY = new PoolId("user-pools");

    static final String POOL_KIND = "user-pool";
    static final String CLIENT_KIND = "client";

    private static final int PAGE = 1_000;

    final Stores stores;
    final InstantSource clock;
    final SecureRandom random;
    final Duration bound;
    final ClientCodec codec;
    private final Issuers issuers;
    private final Function<UserPoolSettings.Builder, UserPool> opener;
    private final SettingViews<PoolId, UserPool> pools;
    private final SettingViews<ClientId, PoolId> homes;

    Catalogue(
            Stores stores,
            Sealer sealer,
            InstantSource clock,
            SecureRandom random,
            Duration bound,
            Issuers issuers,
            Function<UserPoolSettings.Builder, UserPool> opener) {
        this.stores = stores;
        this.clock = clock;
        this.random = random;
        this.bound = bound;
        this.codec = new ClientCodec(sealer);
        this.issuers = issuers;
        this.opener = opener;
        this.pools = new SettingViews<>(clock, bound);
        this.homes = new SettingViews<>(clock, bound);
    }

    SettingRows poolRows() {
        return new SettingRows(stores.settings(), DIRECTORY, POOL_KIND, clock, random);
    }

    SettingRows indexRows() {
        return new SettingRows(stores.settings(), DIRECTORY, CLIENT_KIND, clock, random);
    }

    SettingRows clientRows(PoolId pool) {
        return new SettingRows(stores.settings(), pool, CLIENT_KIND, clock, random);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the settings of a pool that is new. */
    UserPoolSettings.Builder settings(PoolId id) {
        return UserPoolSettings.builder(id, issuers.of(id));
    }

    UserPoolDefinition.Builder values(PoolId id, Setting setting) {
        return DefinitionCodec.read(settings(id), setting.body());
    }

    /** Returns a pool that is not being deleted, as it is stored at this moment. */
    Outcome<UserPoolDefinition.Builder> livePool(PoolId id) {
        return poolRows()
                .find(id.value())
                .map(found -> values(id, found.value()))
                .filter(values -> !values.deleting)
                .map(Outcome::success)
                .orElseGet(Catalogue::absent);
    }

    UserPoolDefinition definition(PoolId id, Setting setting) {
        return new UserPoolDefinition(values(id, setting), setting.createdAt(), setting.modifiedAt());
    }

    ClientDefinition definition(PoolId pool, ClientId id, Setting setting) {
        return new ClientDefinition(
                pool, codec.read(pool, id, setting.body()), setting.createdAt(), setting.modifiedAt());
    }

    Outcome<UserPool> pool(PoolId id) {
        return pools.get(id, () -> read(id));
    }

    Optional<PoolId> claimedPool(dev.gatehouse.token.AccessToken token) {
        return issuers.claimed(token);
    }

    Outcome<UserPool> poolOf(ClientId client) {
        Outcome<PoolId> home = homes.get(
                client,
                () -> indexRows()
                        .find(client.value())
                        .map(found -> new SettingViews.Read<>(
                                found.version(), () -> Outcome.success(IndexCodec.read(found.value())))));
        return home.then(this::pool)
                .then(pool -> pool.settings().client(client).isPresent() ? Outcome.success(pool) : absent());
    }

    void forget(PoolId id) {
        pools.forget(id);
    }

    void forget(ClientId client) {
        homes.forget(client);
    }

    /** What a pool's view was made of: nothing of it changed as long as these are the same. */
    private record Versions(WriteId pool, Map<ClientId, WriteId> clients) {}

    private Optional<SettingViews.Read<UserPool>> read(PoolId id) {
        Optional<Versioned<Setting>> row = poolRows().find(id.value());
        if (row.isEmpty()) {
            return Optional.empty();
        }
        UserPoolDefinition.Builder values = values(id, row.get().value());
        if (values.deleting) {
            return Optional.empty();
        }
        Map<String, Row<SettingKey, Setting>> clients = clients(id);
        Map<ClientId, WriteId> versions = new java.util.HashMap<>();
        clients.forEach((name, client) -> versions.put(new ClientId(name), client.version()));
        return Optional.of(new SettingViews.Read<>(new Versions(row.get().version(), versions), () -> {
            UserPoolSettings.Builder settings = values.settings.toBuilder();
            clients.forEach((name, client) -> settings.client(client(id, new ClientId(name), client.value())));
            return Outcome.success(opener.apply(settings));
        }));
    }

    private AppClient client(PoolId pool, ClientId id, Setting setting) {
        return codec.read(pool, id, setting.body()).client;
    }

    private Map<String, Row<SettingKey, Setting>> clients(PoolId pool) {
        Map<String, Row<SettingKey, Setting>> clients = new TreeMap<>();
        clientRowsOf(pool).forEach(row -> clients.put(row.key().name(), row));
        return clients;
    }

    /** Returns all clients of a pool; there are at most as many as {@code mostClients}. */
    List<Row<SettingKey, Setting>> clientRowsOf(PoolId pool) {
        List<Row<SettingKey, Setting>> all = new ArrayList<>();
        SettingRows rows = clientRows(pool);
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<SettingKey, Setting>> page = rows.page(cursor, PAGE);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    static <T> Outcome<T> absent() {
        return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
    }

    static <T> Outcome<T> absentClient() {
        return Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client"));
    }
}
