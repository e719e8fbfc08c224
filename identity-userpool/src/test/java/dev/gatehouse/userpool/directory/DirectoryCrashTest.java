package dev.gatehouse.userpool.directory;

import static dev.gatehouse.userpool.directory.Bench.absent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.CrashFixture;
import dev.gatehouse.testkit.CrashHarness;
import dev.gatehouse.testkit.Strike;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The protocols "create app client", "delete app client" and "delete user pool", struck at every write. */
class DirectoryCrashTest {
    @TestFactory
    Stream<DynamicTest> creatingAClientWhileThePoolIsDeleted() {
        return CrashHarness.of("create app client", Creation::new).everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> deletingAClientThatIsChangedMeanwhile() {
        return CrashHarness.of("delete app client", Removal::new).everyWrite();
    }

    @TestFactory
    Stream<DynamicTest> deletingAPoolThatAnotherNodeDeletes() {
        return CrashHarness.of("delete user pool", PoolRemoval::new).everyWrite();
    }

    /** A pool with a user and a client. */
    private abstract static class Fixture implements CrashFixture {
        final Bench bench = new Bench();
        final PoolId pool = bench.pool();
        final ClientId standing = bench.client(pool);

        Fixture() {
            bench.user(pool, "anna");
        }

        @Override
        public Stores stores() {
            return bench.engine;
        }

        @Override
        public boolean hasRival() {
            return true;
        }

        /** Whatever was struck: a client is found by its id exactly where its pool has it, once maintenance went by. */
        final void agrees() {
            bench.clock.advance(Duration.ofHours(2));
            for (int n = 0; n < 3; n++) {
                bench.pools.maintain(1_000);
            }
            List<ClientId> clients = bench.pools
                    .listClients(pool, 60, Optional.<Cursor>empty())
                    .fold(
                            page -> page.items().stream()
                                    .map(ClientDefinition::id)
                                    .toList(),
                            refusal -> List.of());
            clients.forEach(client -> assertThat(
                            bench.pools.poolOf(client).orElseThrow().settings().id())
                    .isEqualTo(pool));
            List<String> indexed = bench
                    .engine
                    .settings()
                    .ofKind(Catalogue.DIRECTORY, Catalogue.CLIENT_KIND, Optional.empty(), 1_000)
                    .items()
                    .stream()
                    .map(row -> row.key().name())
                    .toList();
            assertThat(indexed)
                    .containsExactlyInAnyOrderElementsOf(
                            clients.stream().map(ClientId::value).toList());
        }
    }

    private static final class Creation extends Fixture {
        private @Nullable Outcome<ClientDefinition> answer;

        @Override
        public void flow(Stores faulty) {
            answer = bench.node(faulty).createClient(pool, Bench::elliptic);
        }

        @Override
        public void rival() {
            bench.pools.delete(pool).orElseThrow();
        }

        @Override
        public void check(Strike strike) {
            bench.clock.advance(Duration.ofSeconds(5));
            Outcome<ClientDefinition> told = answer;
            if (told != null && told.asRefusal().isEmpty() && !strike.mode().isPause()) {
                assertThat(bench.pools
                                .poolOf(told.orElseThrow().id())
                                .orElseThrow()
                                .settings()
                                .id())
                        .isEqualTo(pool);
            }
            if (strike.mode().isPause()) {
                absent(bench.pools.describe(pool));
            }
            agrees();
        }
    }

    private static final class Removal extends Fixture {
        @Override
        public void flow(Stores faulty) {
            bench.node(faulty).deleteClient(pool, standing);
        }

        @Override
        public void rival() {
            bench.pools.updateClient(pool, standing, client -> client.name("other"));
        }

        @Override
        public void check(Strike strike) {
            agrees();
            bench.pools.deleteClient(pool, standing);
            absent(bench.pools.poolOf(standing));
            absent(bench.pools.describeClient(pool, standing));
            agrees();
        }
    }

    private static final class PoolRemoval extends Fixture {
        @Override
        public void flow(Stores faulty) {
            bench.node(faulty).delete(pool).orElseThrow();
        }

        @Override
        public void rival() {
            bench.pools.delete(pool).orElseThrow();
        }

        @Override
        public void check(Strike strike) {
            bench.clock.advance(Duration.ofSeconds(5));
            boolean there = bench.pools.describe(pool).asRefusal().isEmpty();
            assertThat(bench.pools.pool(pool).asRefusal().isEmpty()).isEqualTo(there);
            if (there) {
                bench.pools.delete(pool).orElseThrow();
            }
            agrees();
            absent(bench.pools.delete(pool));
            assertThat(bench.engine.users().page(pool, Optional.empty(), 10).items())
                    .isEmpty();
            assertThat(bench.engine.settings().page(pool, Optional.empty(), 10).items())
                    .isEmpty();
            assertThat(bench.engine.pools().page(pool, Optional.empty(), 10).items())
                    .isEmpty();
        }
    }
}
