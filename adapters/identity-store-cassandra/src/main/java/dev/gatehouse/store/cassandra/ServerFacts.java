package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.gatehouse.spi.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the promises of the stores hang on, read from a node at open.
 *
 * @param release the server's version
 * @param replication replicas by data centre
 * @param dataCentre that of the coordinators of home-region rows
 * @param paxos {@code v2}
 * @param commitLog what an acknowledgement of one node means: {@code periodic}, {@code group} or {@code batch}
 */
record ServerFacts(String release, Map<String, String> replication, String dataCentre, String paxos, String commitLog) {
    private static final String KEYSPACE = "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?";
    private static final String SETTING = "SELECT value FROM system_views.settings WHERE name = ?";

    /**
     * Reads them, and refuses what cannot keep a promise.
     *
     * @throws IllegalStateException if the driver is not pinned to V4, the keyspace is missing, Paxos is not v2, or
     *     the session does not reach the home region
     */
    static ServerFacts require(CqlSession session, CassandraSettings settings) {
        if (session.getContext().getProtocolVersion().getCode() != 4) {
            throw new IllegalStateException(
                    "pin the driver to protocol V4: on V5 a timed-out transaction breaks its connection");
        }
        try {
            ServerFacts facts = read(session, settings);
            facts.check(settings);
            return facts;
        } catch (DriverException e) {
            throw Lane.failed("stores.open", e);
        }
    }

    private static ServerFacts read(CqlSession session, CassandraSettings settings) {
        SimpleStatement place = SimpleStatement.newInstance("SELECT data_center, release_version FROM system.local");
        Row local = session.execute(settings.homeProfile()
                        .map(place::setExecutionProfileName)
                        .orElse(place))
                .one();
        Row keyspace = session.execute(SimpleStatement.newInstance(KEYSPACE, settings.keyspace()))
                .one();
        if (local == null) {
            throw new StoreException("stores.open: the node does not know itself");
        }
        if (keyspace == null) {
            throw new IllegalStateException("there is no keyspace " + settings.keyspace());
        }
        Map<String, String> replication =
                new TreeMap<>(new HashMap<>(keyspace.getMap("replication", String.class, String.class)));
        replication.remove("class");
        return new ServerFacts(
                local.getString("release_version"),
                replication,
                local.getString("data_center"),
                setting(session, "paxos_variant"),
                setting(session, "commitlog_sync"));
    }

    private static String setting(CqlSession session, String name) {
        Row row = session.execute(SimpleStatement.newInstance(SETTING, name)).one();
        return row == null ? "unknown" : row.getString("value");
    }

    private void check(CassandraSettings settings) {
        if (!paxos.equals("v2")) {
            throw new IllegalStateException("paxos_variant is " + paxos + ", not v2");
        }
        if (replication.size() > 1 && settings.homeRegion().isEmpty()) {
            throw new IllegalStateException("the keyspace is in " + replication.keySet() + ": name the home region");
        }
        settings.homeRegion().filter(home -> !home.equals(dataCentre)).ifPresent(home -> {
            throw new IllegalStateException(
                    "the home region is " + home + ", but the session reaches " + dataCentre + "; see homeProfile");
        });
    }

    String print() {
        return String.format(
                "Cassandra %s, replication %s, coordinators in %s, paxos %s, commitlog_sync %s%n",
                release, replication, dataCentre, paxos, commitLog);
    }
}
