package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.gatehouse.testkit.cassandra.CassandraCluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A cluster with a keyspace and two sessions, which are two processes of the application. */
final class Nodes implements AutoCloseable {
    static final String KEYSPACE = "gatehouse";
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CassandraCluster cluster;
    private final CqlSession first;
    private final CqlSession second;
    private final AtomicInteger turn = new AtomicInteger();

    private Nodes(CassandraCluster cluster, CqlSession first, CqlSession second) {
        this.cluster = cluster;
        this.first = first;
        this.second = second;
    }

    /** Starts one data centre; as many replicas as nodes. */
    static Nodes start(int nodes) {
        CassandraCluster cluster = CassandraCluster.of(nodes).start();
        CqlSession first = session(cluster, "dc1");
        createKeyspace(first, KEYSPACE, "'dc1': " + nodes);
        CassandraSchema.apply(first, KEYSPACE);
        return new Nodes(cluster, first, session(cluster, "dc1"));
    }

    static CqlSession session(CassandraCluster cluster, String dataCentre) {
        return CqlSession.builder()
                .withConfigLoader(CassandraStores.driver()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build())
                .addContactPoints(cluster.contactPoints())
                .withLocalDatacenter(dataCentre)
                .build();
    }

    static void createKeyspace(CqlSession session, String keyspace, String replicas) {
        session.execute(SimpleStatement.newInstance("CREATE KEYSPACE " + keyspace
                        + " WITH replication = {'class': 'NetworkTopologyStrategy', " + replicas + "}")
                .setTimeout(Duration.ofMinutes(1)));
    }

    static CassandraSettings.Builder settings(String keyspace) {
        return CassandraSettings.builder(keyspace).requestTimeout(PATIENCE);
    }

    CassandraCluster cluster() {
        return cluster;
    }

    CqlSession session() {
        return first;
    }

    CassandraStores first(InstantSource clock) {
        return CassandraStores.open(first, settings(KEYSPACE).build(), clock);
    }

    CassandraStores second(InstantSource clock) {
        return CassandraStores.open(second, settings(KEYSPACE).build(), clock);
    }

    /** Returns 0 and 1 in turn. */
    int next() {
        return turn.getAndIncrement() & 1;
    }

    @Override
    public void close() {
        first.close();
        second.close();
        cluster.close();
    }
}
