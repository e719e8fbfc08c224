package dev.gatehouse.examples.photos;

import com.datastax.oss.driver.api.core.CqlSession;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.examples.photos.server.PhotoServer;
import dev.gatehouse.examples.photos.story.Story;
import dev.gatehouse.examples.photos.story.StoryClock;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.cassandra.CassandraSchema;
import dev.gatehouse.store.cassandra.CassandraStores;
import dev.gatehouse.store.cassandra.CassandraUrl;
import dev.gatehouse.store.jdbc.JdbcSchema;
import dev.gatehouse.store.jdbc.JdbcStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The photo app's command line. Exit status 0 if every step of the story held, 1 if not, 2 for a wrong option. */
@Command(
        name = "photo-app",
        mixinStandardHelpOptions = true,
        description = "Users upload photos, each only into their own folder: plays the whole story against itself.")
public final class PhotoApp implements Callable<Integer> {
    @Option(names = "--serve", description = "stay up after the story, to be tried by hand")
    private boolean serve;

    @Option(names = "--no-story", description = "with --serve: start without playing the story")
    private boolean noStory;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where everything rests; a new temporary folder if not set")
    private @Nullable Path data;

    @Option(names = "--postgres", paramLabel = "URL", description = "a JDBC URL to use PostgreSQL instead of SQLite")
    private @Nullable String postgres;

    @Option(
            names = "--cassandra",
            paramLabel = "URL",
            description = "cassandra://host[:port][,..]/keyspace?dc=data-centre to use Cassandra instead of SQLite")
    private @Nullable String cassandra;

    @Option(
            names = "--account-port",
            paramLabel = "PORT",
            description = "port of the account server; any free one if not set")
    private int accountPort;

    @Option(
            names = "--photo-port",
            paramLabel = "PORT",
            description = "port of the photo server; any free one if not set")
    private int photoPort;

    private PhotoApp() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PhotoApp()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = data == null ? Files.createTempDirectory("photo-app") : data;
        StoryClock clock = new StoryClock();
        if (cassandra != null) {
            return onCassandra(folder, clock, CassandraUrl.parse(cassandra));
        }
        String url = postgres;
        if (url == null) {
            return run(folder, clock, Optional.empty());
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        try (HikariDataSource source = new HikariDataSource(config)) {
            JdbcSchema.apply(source);
            try (JdbcStores stores = JdbcStores.postgresql(source, clock)) {
                return run(folder, clock, Optional.of(stores));
            }
        }
    }

    private int onCassandra(Path folder, StoryClock clock, CassandraUrl url) throws InterruptedException {
        try (CqlSession session = url.connect()) {
            CassandraSchema.apply(session, url.keyspace());
            return run(folder, clock, Optional.of(CassandraStores.open(session, url.settings(), clock)));
        }
    }

    private int run(Path folder, StoryClock clock, Optional<Stores> stores) throws InterruptedException {
        try (PhotoServer server = PhotoServer.start(folder, accountPort, photoPort, stores, clock)) {
            System.out.printf(
                    "accounts %s   photos %s   data %s%n%n", server.accountsUri(), server.photosUri(), folder);
            boolean held = noStory || new Story(server, folder, clock, System.out).play();
            if (serve) {
                System.out.println("serving; Ctrl-C ends it");
                new CountDownLatch(1).await();
            }
            return held ? 0 : 1;
        }
    }
}
