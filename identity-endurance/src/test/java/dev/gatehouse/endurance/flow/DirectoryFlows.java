package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.store.SettingKey;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.directory.UserPools;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** App clients that are made and deleted at run time, and the end of their pool. */
final class DirectoryFlows {
    private static final PoolId DIRECTORY = new PoolId("user-pools");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private DirectoryFlows() {}

    static List<Flow> all() {
        return List.of(
                new Flow("create app client", Create::new),
                new Flow("delete app client", Remove::new),
                new Flow("delete user pool", Delete::new));
    }

    private record PoolsNode(DirectoryWorld world, UserPools pools) implements World.Node<Object> {
        @Override
        public Outcome<Object> run() {
            return world.flowOn(pools);
        }

        @Override
        public Outcome<?> compete() {
            return world.rivalOn(pools);
        }
    }

    /** A pool of the directory with one client. */
    private abstract static class DirectoryWorld extends World<Object> {
        final UserPools pools;
        final PoolId pool;
        final ClientId standing;

        DirectoryWorld(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            pools = poolsOn(engine.stores());
            pool = pools.create(made -> made.name("Photos")).orElseThrow().id();
            standing = create(pools).orElseThrow().id();
        }

        final UserPools poolsOn(Stores stores) {
            return UserPools.builder()
                    .stores(stores)
                    .masterKeys(new FixedMasterKeys().load())
                    .clock(house.engine.clock())
                    .random(house.engine.random())
                    .issuer(id -> URI.create("https://login.example/" + id))
                    .opener(settings -> House.open(
                            settings.build(), stores, house.engine.clock(), house.engine.random(), house.sender))
                    .build();
        }

        final Outcome<ClientDefinition> create(UserPools node) {
            return node.createClient(
                    pool,
                    client -> client.name("web")
                            .generateSecret()
                            .settings(settings -> settings.signingAlgorithm(SigningAlgorithm.ES256)));
        }

        @Override
        final Node<Object> node() {
            return new PoolsNode(this, pools);
        }

        @Override
        final Node<Object> nodeOn(Stores others) {
            return new PoolsNode(this, poolsOn(others));
        }

        @Override
        final Outcome<Object> run(House node) {
            return flowOn(pools);
        }

        @Override
        final Outcome<?> compete(House node) {
            return rivalOn(pools);
        }

        @Override
        final boolean rivalMayGet(ErrorCode refusal) {
            return refusal == ErrorCode.RESOURCE_NOT_FOUND; // what it is about was deleted before
        }

        abstract Outcome<Object> flowOn(UserPools node);

        abstract Outcome<?> rivalOn(UserPools node);

        final boolean indexed(ClientId client) {
            return house.engine
                    .stores()
                    .settings()
                    .find(new SettingKey(DIRECTORY, "client", client.value()))
                    .isPresent();
        }

        /** A client that the pool has is found by its id alone; one that it has not is nobody's. */
        final void agrees(UserPools node) {
            Outcome<List<ClientDefinition>> clients =
                    node.listClients(pool, 60, Optional.empty()).map(page -> page.items());
            clients.map(all -> {
                all.forEach(client -> assertThat(node.poolOf(client.id())
                                .orElseThrow()
                                .settings()
                                .id())
                        .isEqualTo(pool));
                return all;
            });
            boolean has = node.describeClient(pool, standing).asRefusal().isEmpty();
            assertThat(node.poolOf(standing).asRefusal().isEmpty()).isEqualTo(has);
        }

        @Override
        public void close() {
            pools.delete(pool);
            house.later(Duration.ofMinutes(5));
            pools.maintain(1_000);
        }
    }

    private static final class Create extends DirectoryWorld {
        Create(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<Object> flowOn(UserPools node) {
            return create(node).map(made -> made);
        }

        @Override
        Outcome<?> rivalOn(UserPools node) {
            return node.delete(pool);
        }

        @Override
        void check() {
            house.later(BOUND);
            agrees(pools);
            boolean there = pools.describe(pool).asRefusal().isEmpty();
            if (rivalAcknowledged()) {
                assertThat(there).isFalse();
            } else if (!isContested()) {
                assertThat(there).isTrue();
            }
            if (there) {
                ClientDefinition again = create(pools).orElseThrow();
                assertThat(pools.poolOf(again.id()).asRefusal()).isEmpty();
                assertThat(again.secrets()).hasSize(1);
            }
        }
    }

    private static final class Remove extends DirectoryWorld {
        Remove(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<Object> flowOn(UserPools node) {
            return node.deleteClient(pool, standing).map(done -> done);
        }

        @Override
        Outcome<?> rivalOn(UserPools node) {
            return node.updateClient(pool, standing, client -> client.name("other"));
        }

        @Override
        void check() {
            house.later(BOUND);
            agrees(pools);
            boolean there = pools.describeClient(pool, standing).asRefusal().isEmpty();
            if (acknowledged()) {
                assertThat(there).isFalse();
            }
            if (there || indexed(standing)) {
                pools.deleteClient(pool, standing).orElseThrow();
            }
            assertThat(indexed(standing)).isFalse();
            assertThat(pools.poolOf(standing).asRefusal()).isPresent();
        }
    }

    private static final class Delete extends DirectoryWorld {
        Delete(Engine.Open engine) {
            super(engine);
        }

        @Override
        Outcome<Object> flowOn(UserPools node) {
            return node.delete(pool).map(done -> done);
        }

        @Override
        Outcome<?> rivalOn(UserPools node) {
            return node.delete(pool);
        }

        @Override
        void check() {
            house.later(BOUND);
            boolean there = pools.describe(pool).asRefusal().isEmpty();
            if (acknowledged()) {
                assertThat(there).isFalse();
            }
            assertThat(pools.pool(pool).asRefusal().isEmpty()).isEqualTo(there);
            agrees(pools);
            pools.delete(pool).orElseThrow();
            assertThat(indexed(standing)).isFalse();
            assertThat(house.engine
                            .stores()
                            .settings()
                            .page(pool, Optional.empty(), 10)
                            .items())
                    .isEmpty();
        }
    }
}
