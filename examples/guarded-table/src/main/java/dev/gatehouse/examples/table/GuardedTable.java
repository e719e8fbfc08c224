package dev.gatehouse.examples.table;

import dev.gatehouse.examples.table.server.TableServer;
import dev.gatehouse.examples.table.story.Story;
import dev.gatehouse.examples.table.story.StoryClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The example's command line. Exit status 0 if every step of the story held, 1 if not, 2 for a wrong option. */
@Command(
        name = "guarded-table",
        mixinStandardHelpOptions = true,
        description = "Users keep notes in one table, each only under their own key: plays the story against itself.")
public final class GuardedTable implements Callable<Integer> {
    @Option(names = "--serve", description = "stay up after the story, to be tried by hand")
    private boolean serve;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the table; any free one if not set")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where users and keys rest; a new temporary folder if not set")
    private @Nullable Path data;

    private GuardedTable() {}

    public static void main(String[] args) {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else a keep-alive request takes 40 ms
        System.exit(new CommandLine(new GuardedTable()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = data == null ? Files.createTempDirectory("guarded-table") : data;
        StoryClock clock = new StoryClock();
        try (TableServer server = TableServer.start(folder, port, clock)) {
            System.out.printf("table %s at %s   data %s%n%n", TableServer.TABLE, server.uri(), folder);
            boolean held = new Story(server, clock, System.out).play();
            if (serve) {
                System.out.println("serving; Ctrl-C ends it");
                new CountDownLatch(1).await();
            }
            return held ? 0 : 1;
        }
    }
}
