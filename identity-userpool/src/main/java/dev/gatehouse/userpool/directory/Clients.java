package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.internal.setting.SettingRows;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.ClientSecret;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes, changes and deletes the app clients of pools. Thread-safe. */
final class Clients {
    private final Catalogue catalogue;
    private final PageTokens pages;
    private final int most;

    Clients(Catalogue catalogue, PageTokens pages, int most) {
        this.catalogue = catalogue;
        this.pages = pages;
        this.most = most;
    }

    /** Protocol "create app client". */
    Outcome<ClientDefinition> create(PoolId pool, Consumer<ClientDefinition.Builder> settings) {
        ClientId id = Ids.client(catalogue.random);
        return catalogue
                .livePool(pool)
                .then(live -> DefinitionRules.changed(
                                new ClientDefinition.Builder(
                                        AppClient.builder(id).build()),
                                settings,
                                "client.")
                        .then(values -> DefinitionRules.client(values, live.settings)))
                .then(this::withSecrets)
                .then(values -> catalogue.clientRowsOf(pool).size() >= most
                        ? Outcome.refused(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "pool.clients"))
                        : insert(pool, id, values));
    }

    private Outcome<ClientDefinition.Builder> withSecrets(ClientDefinition.Builder values) {
        Outcome<ClientDefinition.Builder> outcome = Outcome.success(values);
        for (NewSecret secret : values.secrets) {
            outcome = outcome.then(made -> withSecret(made, secret));
        }
        return outcome;
    }

    private Outcome<ClientDefinition.Builder> withSecret(ClientDefinition.Builder values, NewSecret secret) {
        return secret.addTo(values.client.id(), values.client.secrets(), catalogue.now(), catalogue.random)
                .map(secrets -> values.settings(client -> client.secrets(secrets)));
    }

    private Outcome<ClientDefinition> insert(PoolId pool, ClientId id, ClientDefinition.Builder values) {
        SettingRows index = catalogue.indexRows();
        SettingRows clients = catalogue.clientRows(pool);
        Versioned<Setting> entry = index.insert(id.value(), IndexCodec.write(pool));
        Versioned<Setting> made = clients.insert(id.value(), catalogue.codec.write(pool, values));
        boolean stands = catalogue.livePool(pool).asRefusal().isEmpty()
                && index.find(id.value())
                        .filter(found -> found.version().equals(entry.version()))
                        .isPresent();
        if (!stands) { // the pool was deleted meanwhile, or this took so long that the entry was tidied away
            clients.delete(id.value(), made.version());
            index.delete(id.value(), entry.version());
            return Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
        }
        catalogue.forget(pool);
        return Outcome.success(catalogue.definition(pool, id, made.value()));
    }

    Outcome<ClientDefinition> describe(PoolId pool, ClientId id) {
        return catalogue
                .livePool(pool)
                .then(live -> catalogue
                        .clientRows(pool)
                        .find(id.value())
                        .map(found -> Outcome.success(catalogue.definition(pool, id, found.value())))
                        .orElseGet(Catalogue::absentClient));
    }

    Outcome<ClientDefinition> update(PoolId pool, ClientId id, Consumer<ClientDefinition.Builder> change) {
        return catalogue
                .livePool(pool)
                .then(live -> change(pool, id, values -> {
                    List<ClientSecret> secrets = values.client.secrets();
                    return DefinitionRules.changed(values, change, "client.")
                            .then(changed -> DefinitionRules.client(changed, live.settings))
                            .then(changed -> changed.secrets.isEmpty()
                                            && changed.client.secrets().equals(secrets)
                                    ? Outcome.success(changed)
                                    : DefinitionRules.refused("client.secrets"));
                }));
    }

    Outcome<ClientSecret> addSecret(PoolId pool, ClientId id, NewSecret secret) {
        return catalogue
                .livePool(pool)
                .then(live -> change(pool, id, values -> withSecret(values, secret)))
                .map(changed -> changed.secrets().get(changed.secrets().size() - 1));
    }

    Outcome<Done> deleteSecret(PoolId pool, ClientId id, String secret) {
        return catalogue
                .livePool(pool)
                .then(live -> change(pool, id, values -> {
                    List<ClientSecret> standing = values.client.secrets();
                    List<ClientSecret> left = standing.stream()
                            .filter(known -> !known.id().equals(secret))
                            .toList();
                    if (left.size() == standing.size()) {
                        return Outcome.refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client.secret"));
                    }
                    return left.isEmpty()
                            ? DefinitionRules.refused("client.last-secret")
                            : Outcome.success(values.settings(client -> client.secrets(left)));
                }))
                .map(changed -> Done.DONE);
    }

    private Outcome<ClientDefinition> change(
            PoolId pool,
            ClientId id,
            java.util.function.Function<ClientDefinition.Builder, Outcome<ClientDefinition.Builder>> change) {
        Outcome<Setting> changed = catalogue
                .clientRows(pool)
                .update(
                        id.value(),
                        standing -> change.apply(catalogue.codec.read(pool, id, standing.body()))
                                .map(values -> catalogue.codec.write(pool, values)));
        return changed.<Outcome<ClientDefinition>>fold(
                next -> {
                    catalogue.forget(pool);
                    return Outcome.success(catalogue.definition(pool, id, next));
                },
                refusal -> refusal.equals(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND))
                        ? Catalogue.absentClient()
                        : Outcome.refused(refusal));
    }

    /** Seals the secrets of a client under the current master key again; returns whether there was need. */
    boolean reseal(PoolId pool, ClientId id, Setting standing) {
        return catalogue.codec.outdated(standing.body())
                && change(pool, id, Outcome::success).asRefusal().isEmpty();
    }

    /** Protocol "delete app client". */
    Outcome<Done> delete(PoolId pool, ClientId id) {
        return catalogue.livePool(pool).then(live -> {
            Optional<Versioned<Setting>> found = catalogue.clientRows(pool).find(id.value());
            return found.isEmpty() && !isIndexed(pool, id) ? Catalogue.absentClient() : remove(pool, id);
        });
    }

    /** The client's row goes first: with it the client is gone. The index row names what to repeat. */
    private Outcome<Done> remove(PoolId pool, ClientId id) {
        return catalogue
                .clientRows(pool)
                .delete(id.value())
                .then(done -> removeIndex(pool, id))
                .map(done -> forget(pool, id));
    }

    /** The index row goes first: nobody opens the pool any more, and a repeat finds its clients by their own rows. */
    void removeOfDeleted(PoolId pool, ClientId id) {
        removeIndex(pool, id);
        catalogue.clientRows(pool).delete(id.value());
        forget(pool, id);
    }

    private Outcome<Done> removeIndex(PoolId pool, ClientId id) {
        return isIndexed(pool, id) ? catalogue.indexRows().delete(id.value()) : Outcome.done();
    }

    private Done forget(PoolId pool, ClientId id) {
        catalogue.forget(pool);
        catalogue.forget(id);
        return Done.DONE;
    }

    /** Never another pool's: a client is named here by whoever may administer this pool. */
    private boolean isIndexed(PoolId pool, ClientId id) {
        return catalogue
                .indexRows()
                .find(id.value())
                .filter(found -> IndexCodec.read(found.value()).equals(pool))
                .isPresent();
    }

    Outcome<Page<ClientDefinition>> list(PoolId pool, int limit, Optional<Cursor> cursor) {
        return catalogue
                .livePool(pool)
                .then(live -> catalogue.clientRows(pool).list(pages, limit, UserPools.MOST, cursor))
                .map(page -> new Page<>(
                        page.items().stream()
                                .map(row -> catalogue.definition(
                                        pool, new ClientId(row.key().name()), row.value()))
                                .toList(),
                        page.next()));
    }
}
