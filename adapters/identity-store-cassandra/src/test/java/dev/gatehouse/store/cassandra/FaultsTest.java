package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.gatehouse.testkit.cassandra.CassandraCluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two processes with visitors on three nodes, while one node is killed and started again, and another stands still for
 * longer than every timeout. Skipped without the profile {@code cassandra}.
 */
@EnabledIfSystemProperty(named = "gatehouse.cassandra.classpath", matches = ".+")
class FaultsTest {
    private static final int THREADS = 4;
    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("gatehouse.faults.step", 8));

    @Test
    void nothingAcknowledgedIsLostToAKilledOrAStandingNode() throws Exception {
        try (CassandraCluster cluster = CassandraCluster.of(3).start();
                CqlSession first = session(cluster);
                CqlSession second = session(cluster)) {
            Nodes.createKeyspace(first, Nodes.KEYSPACE, "'dc1': 3");
            CassandraSchema.apply(first, Nodes.KEYSPACE);
            FaultLoad load = new FaultLoad(List.of(stores(first), stores(second)));
            CountDownLatch end = new CountDownLatch(1);
            ExecutorService visitors = Executors.newFixedThreadPool(THREADS);
            List<Future<Integer>> walks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                walks.add(visitors.submit(() -> {
                    int number = 0;
                    while (end.getCount() > 0) {
                        load.visit(thread, number++);
                    }
                    return number;
                }));
            }
            int before = strike(load, end, cluster);
            end.countDown();
            for (Future<Integer> walk : walks) {
                assertThat(walk.get(2, TimeUnit.MINUTES)).isPositive();
            }
            visitors.shutdown();
            try (CqlSession third = session(cluster)) {
                List<String> lost = load.lost(stores(third));
                List<String> doubled = load.doubled();
                System.out.printf(
                        "faults: kill -9, SIGSTOP; visits %d, operations %d, raised %d, refused %d, lost %d, doubled %d,"
                                + " longest %.2f s, operations after the last fault %d%n%s%n",
                        load.visits(),
                        load.operations.get(),
                        load.raised.get(),
                        load.refused.get(),
                        lost.size(),
                        doubled.size(),
                        load.longestNanos.get() / 1e9,
                        load.operations.get() - before,
                        load.raisedBy());
                assertThat(lost).isEmpty();
                assertThat(doubled).isEmpty();
                assertThat(load.raised.get() * 100).isLessThanOrEqualTo(load.operations.get());
                assertThat(load.operations.get()).as("goes on by itself").isGreaterThan(before);
            }
        }
    }

    /** Returns how many operations there were when the last fault was over. */
    private static int strike(FaultLoad load, CountDownLatch end, CassandraCluster cluster)
            throws InterruptedException {
        pass(end);
        cluster.kill(2);
        pass(end);
        cluster.restart(2);
        pass(end);
        cluster.pause(3);
        pass(end);
        pass(end);
        cluster.resume(3);
        int before = load.operations.get();
        pass(end);
        return before;
    }

    private static void pass(CountDownLatch end) throws InterruptedException {
        assertThat(end.await(STEP.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    }

    private static CqlSession session(CassandraCluster cluster) {
        return CqlSession.builder()
                .withConfigLoader(CassandraStores.driver().build())
                .addContactPoints(cluster.contactPoints())
                .withLocalDatacenter("dc1")
                .build();
    }

    private static CassandraStores stores(CqlSession session) {
        return CassandraStores.open(
                session, CassandraSettings.builder(Nodes.KEYSPACE).build(), InstantSource.system());
    }
}
