package dev.gatehouse.examples.photos;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.gatehouse.examples.photos.server.PhotoServer;
import dev.gatehouse.examples.photos.story.Story;
import dev.gatehouse.examples.photos.story.StoryClock;
import dev.gatehouse.store.cassandra.CassandraSchema;
import dev.gatehouse.store.cassandra.CassandraStores;
import dev.gatehouse.store.cassandra.CassandraUrl;
import dev.gatehouse.testkit.cassandra.CassandraCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole story with three nodes under it. Skipped without the profile {@code cassandra}. */
@EnabledIfSystemProperty(named = "gatehouse.cassandra.classpath", matches = ".+")
class CassandraStoryTest {
    @TempDir
    Path folder;

    @Test
    void everyStepOfTheStoryHoldsOnThreeNodes() {
        try (CassandraCluster cluster = CassandraCluster.of(3).start()) {
            CassandraUrl url = CassandraUrl.parse(cluster.contactPoints().stream()
                    .map(node -> node.getAddress().getHostAddress() + ":" + node.getPort())
                    .collect(Collectors.joining(",", "cassandra://", "/photos?dc=dc1")));
            try (CqlSession session = url.connect()) {
                session.execute(SimpleStatement.newInstance(
                                "CREATE KEYSPACE photos WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}")
                        .setTimeout(Duration.ofMinutes(1)));
                CassandraSchema.apply(session, url.keyspace());
                assertThat(played(session, url)).contains("13 steps, 0 failed");
            }
        }
    }

    private String played(CqlSession session, CassandraUrl url) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        StoryClock clock = new StoryClock();
        CassandraStores stores = CassandraStores.open(session, url.settings(), clock);
        try (PhotoServer server = PhotoServer.start(folder, 0, 0, Optional.of(stores), clock)) {
            new Story(server, folder, clock, new PrintStream(told, true, StandardCharsets.UTF_8)).play();
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}
