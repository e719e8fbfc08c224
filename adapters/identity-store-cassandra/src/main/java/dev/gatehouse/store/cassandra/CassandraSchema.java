package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.gatehouse.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Applies, checks and prints the schema. The scripts lie under {@code dev/gatehouse/store/cassandra}; what
 * {@link #apply} did is in {@code gatehouse_schema_history}. The keyspace itself, with its replication, is the
 * operator's. Thread-safe.
 */
public final class CassandraSchema {
    static final String HISTORY = "gatehouse_schema_history";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LOCK_ROW = 0;

    private CassandraSchema() {}

    /**
     * Applies what is missing, and waits until all nodes agree. Any number of processes may do so at once: one does
     * the work under a lock that ends by itself after 5 minutes, the others wait for it. Killed on the way, the next
     * call goes on.
     *
     * @param session may take a minute for a statement, whatever its own timeout
     * @param keyspace exists
     * @throws IllegalStateException if an applied script was another one than that of this version
     * @throws dev.gatehouse.spi.StoreException if the cluster fails, or its nodes do not agree
     */
    public static void apply(CqlSession session, String keyspace) {
        CassandraSettings.requireKeyspace(keyspace);
        session.setSchemaMetadataEnabled(false); // else it is read anew after each statement
        try {
            awaitAgreement(session);
            if (!SchemaShape.of(session, keyspace).hasTable(HISTORY)) {
                execute(session, createHistory(keyspace));
                awaitAgreement(session);
            }
            awaitHistory(session, keyspace);
            if (missing(session, keyspace).isEmpty()) {
                return;
            }
            String owner = UUID.randomUUID().toString();
            lock(session, keyspace, owner);
            for (Migration migration : missing(session, keyspace)) {
                for (String change : migration.statements(keyspace)) {
                    execute(session, change);
                }
                awaitAgreement(session);
                execute(
                        session,
                        "INSERT INTO " + keyspace + "." + HISTORY
                                + " (name, version, script, checksum) VALUES ('schema', ?, ?, ?) IF NOT EXISTS",
                        migration.version(),
                        migration.script(),
                        migration.checksum());
            }
            execute(
                    session,
                    "DELETE FROM " + keyspace + "." + HISTORY
                            + " WHERE name = 'schema' AND version = ? IF checksum = ?",
                    LOCK_ROW,
                    owner);
        } catch (DriverException e) {
            throw Lane.failed("schema.apply", e);
        } finally {
            session.setSchemaMetadataEnabled(null);
        }
    }

    /** The identifier is fixed, so that processes that create it at once create the same table. */
    private static String createHistory(String keyspace) {
        UUID id = UUID.nameUUIDFromBytes(("gatehouse " + keyspace).getBytes(StandardCharsets.UTF_8));
        return "CREATE TABLE IF NOT EXISTS " + keyspace + "." + HISTORY
                + " (name text, version int, script text, checksum text, PRIMARY KEY ((name), version)) WITH id = "
                + id;
    }

    private static void lock(CqlSession session, String keyspace, String owner) {
        String cql = "INSERT INTO " + keyspace + "." + HISTORY
                + " (name, version, script, checksum) VALUES ('schema', ?, 'lock', ?) IF NOT EXISTS USING TTL ?";
        long tries = LOCK.plus(PATIENCE).dividedBy(PAUSE);
        for (long i = 0; i < tries; i++) {
            if (execute(session, cql, LOCK_ROW, owner, (int) LOCK.toSeconds()).wasApplied()) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StoreException("schema.apply: another process holds the lock");
    }

    /**
     * Checks that every script was applied as this version has it and that every table has the columns and the
     * primary key that the stores rely on. Tables and columns of a newer version are accepted where the history
     * names one, so that old and new versions run side by side.
     *
     * @throws IllegalStateException listing what is missing, changed or unexpected
     * @throws dev.gatehouse.spi.StoreException if the cluster fails
     */
    public static void validate(CqlSession session, String keyspace) {
        CassandraSettings.requireKeyspace(keyspace);
        try {
            SchemaShape found = SchemaShape.of(session, keyspace);
            List<String> problems = new ArrayList<>();
            boolean newer = false;
            if (found.hasTable(HISTORY)) {
                Map<Integer, String> applied = applied(session, keyspace);
                List<Migration> known = Migration.all();
                newer = applied.keySet().stream().anyMatch(version -> version > known.size());
                for (Migration migration : known) {
                    String checksum = applied.get(migration.version());
                    if (checksum == null) {
                        problems.add("missing script " + migration.script());
                    } else if (!checksum.equals(migration.checksum())) {
                        problems.add("changed script " + migration.script());
                    }
                }
            } else {
                problems.add("missing table " + HISTORY);
            }
            problems.addAll(SchemaShape.expected().differences(found, newer));
            if (!problems.isEmpty()) {
                throw new IllegalStateException("the schema does not fit: " + String.join(", ", problems));
            }
        } catch (DriverException e) {
            throw Lane.failed("schema.validate", e);
        }
    }

    /** Returns the whole schema as CQL for a keyspace. */
    public static String print(String keyspace) {
        CassandraSettings.requireKeyspace(keyspace);
        return Migration.all().stream()
                .map(migration -> "-- " + migration.script() + "\n" + migration.of(keyspace))
                .collect(Collectors.joining("\n"));
    }

    private static List<Migration> missing(CqlSession session, String keyspace) {
        Map<Integer, String> applied = applied(session, keyspace);
        List<Migration> known = Migration.all();
        for (Migration migration : known) {
            String checksum = applied.getOrDefault(migration.version(), migration.checksum());
            if (!checksum.equals(migration.checksum())) {
                throw new IllegalStateException("another script was applied as " + migration.script());
            }
        }
        return known.stream()
                .filter(migration -> !applied.containsKey(migration.version()))
                .toList();
    }

    private static Map<Integer, String> applied(CqlSession session, String keyspace) {
        Map<Integer, String> applied = new HashMap<>();
        for (Row row : session.execute(statement("SELECT version, checksum FROM " + keyspace + "." + HISTORY
                        + " WHERE name = 'schema' AND version > " + LOCK_ROW)
                .setConsistencyLevel(ConsistencyLevel.SERIAL))) {
            applied.put(row.getInt("version"), row.getString("checksum"));
        }
        return applied;
    }

    /** Nodes write down a table, and agree on it, a moment before they answer for it. */
    private static void awaitHistory(CqlSession session, String keyspace) {
        long tries = PATIENCE.dividedBy(PAUSE);
        for (long i = 1; ; i++) {
            try {
                applied(session, keyspace);
                return;
            } catch (InvalidQueryException e) {
                if (i == tries) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static ResultSet execute(CqlSession session, String cql, Object... values) {
        return session.execute(statement(cql, values));
    }

    private static SimpleStatement statement(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setTimeout(PATIENCE);
    }

    /** Asks each node itself: what one knows of the others may be older than the change. */
    private static void awaitAgreement(CqlSession session) {
        long tries = PATIENCE.dividedBy(PAUSE);
        for (long i = 0; i < tries; i++) {
            Set<UUID> versions = new HashSet<>();
            for (Node node : session.getMetadata().getNodes().values()) {
                if (node.getDistance() == NodeDistance.LOCAL && node.getState() == NodeState.UP) {
                    Row row = session.execute(statement("SELECT schema_version FROM system.local")
                                    .setConsistencyLevel(ConsistencyLevel.ONE)
                                    .setNode(node))
                            .one();
                    if (row != null) {
                        versions.add(row.getUuid(0));
                    }
                }
            }
            if (versions.size() == 1 && session.checkSchemaAgreement()) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StoreException("schema.apply: the nodes do not agree on the schema");
    }
}
