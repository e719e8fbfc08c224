package dev.gatehouse.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import dev.gatehouse.store.cassandra.CassandraSchema;
import dev.gatehouse.store.cassandra.CassandraSettings;
import dev.gatehouse.store.cassandra.CassandraStores;
import dev.gatehouse.testkit.cassandra.CassandraCluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Stores on Cassandra nodes of their own, as many replicas as nodes. */
final class CassandraNodes {
    private static final String KEYSPACE = "gatehouse";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private CassandraNodes() {}

    static Engine open(int nodes, InstantSource clock) {
        Deque<Engine.Closing> open = new ArrayDeque<>();
        CassandraCluster cluster = CassandraCluster.of(nodes).start();
        open.push(cluster::close);
        Answers answers = new Answers();
        CqlSession session = CqlSession.builder()
                .withConfigLoader(CassandraStores.driver()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build())
                .addRequestTracker(answers)
                .addContactPoints(cluster.contactPoints())
                .withLocalDatacenter("dc1")
                .build();
        open.push(session::close);
        session.execute(SimpleStatement.newInstance("CREATE KEYSPACE " + KEYSPACE
                        + " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': " + nodes + "}")
                .setTimeout(Duration.ofMinutes(1)));
        CassandraSchema.apply(session, KEYSPACE);
        CassandraSettings settings =
                CassandraSettings.builder(KEYSPACE).requestTimeout(PATIENCE).build();
        return new Engine(
                CassandraStores.open(session, settings, clock),
                Optional.empty(),
                Optional.of(() -> use(cluster, nodes)),
                Optional.of(answers.count::get),
                open);
    }

    private static DiskUse use(CassandraCluster cluster, int nodes) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(
                        node -> new DiskUse(cluster.flushedBytes(node, KEYSPACE), cluster.flushedBytes(node, "system")))
                .reduce(DiskUse.ofRows(0), DiskUse::plus);
    }

    /** Counts what nodes answered: requests, and second tries of slow reads. */
    private static final class Answers implements RequestTracker {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void onNodeSuccess(
                Request request, long nanos, DriverExecutionProfile profile, Node node, String logPrefix) {
            count.incrementAndGet();
        }

        @Override
        public void onNodeError(
                Request request,
                Throwable error,
                long nanos,
                DriverExecutionProfile profile,
                Node node,
                String logPrefix) {
            count.incrementAndGet();
        }

        @Override
        public void close() {}
    }
}
