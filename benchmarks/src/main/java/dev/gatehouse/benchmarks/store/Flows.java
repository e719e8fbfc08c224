package dev.gatehouse.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints how often each flow asks each engine, how long it takes there, and what a user takes on disk; all in one
 * process, the engines by turns. Nothing else may run on the machine.
 */
public final class Flows {
    private static final String CLASS_PATH = "gatehouse.cassandra.classpath";
    private static final Path BUILT = Path.of("adapters/identity-store-cassandra/server/target/classpath.txt");
    private static final List<String> ENGINES = List.of("memory", "sqlite", "postgresql", "cassandra-1", "cassandra-3");
    private static final int USERS = 2_000;
    private static final int ROUNDS = 12;
    private static final int VISITORS = 25;

    private Flows() {}

    /**
     * Measures.
     *
     * @param args how many users are made before their bytes are counted, 2,000 unless given; how many rounds of 25
     *     visitors are timed, 12 unless given
     */
    public static void main(String[] args) throws IOException, SQLException {
        List<String> engines = new ArrayList<>(ENGINES);
        if (System.getProperty(CLASS_PATH) == null && Files.isReadable(BUILT)) {
            System.setProperty(CLASS_PATH, BUILT.toAbsolutePath().toString());
        }
        if (System.getProperty(CLASS_PATH) == null) {
            engines.removeIf(engine -> engine.startsWith("cassandra"));
            tell("Cassandra is left out: there is no " + BUILT + "; package with -Pcassandra, or name the file by -D"
                    + CLASS_PATH);
        }
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"); // before the first logger is made
        System.out.print(
                measure(engines, number(args, 0, USERS), number(args, 1, ROUNDS), VISITORS, InstantSource.system()));
    }

    private static int number(String[] args, int index, int otherwise) {
        int number = index < args.length ? Integer.parseInt(args[index]) : otherwise;
        if (number < 1) {
            throw new IllegalArgumentException("users and rounds count from 1");
        }
        return number;
    }

    /** Returns the tables. */
    static String measure(List<String> engines, int users, int rounds, int visitors, InstantSource clock)
            throws IOException, SQLException {
        Deque<Ground> open = new ArrayDeque<>();
        try {
            Map<String, Growth> growth = new HashMap<>();
            List<Ground> grounds = new ArrayList<>();
            for (String engine : engines) {
                tell(engine + ": " + users + " users");
                Ground ground = new Ground(engine, clock);
                open.push(ground);
                grounds.add(ground);
                Optional<Growth> grown = Growth.of(ground, users);
                grown.ifPresent(found -> growth.put(engine, found));
            }
            for (int round = 0; round <= rounds; round++) {
                tell("round " + round + " of " + rounds);
                for (Ground ground : grounds) {
                    ground.round(visitors, round > 0);
                }
            }
            return Tables.of(grounds, growth);
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    private static void tell(String line) {
        System.err.println(line);
    }
}
