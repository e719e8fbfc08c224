package dev.gatehouse.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What it costs to be there: processes of their own, each with the class path that Maven gives an application, from
 * the first line of {@code main} to the first token; the heap that stays; and the jars.
 */
final class Cost {
    private static final String CLASS_PATH = "target/runtime-classpath.txt";
    private static final String PASSWORD = "password";
    private static final List<String> USER_POOL = List.of("identity-userpool");
    private static final Path MEMORY = Path.of("adapters", "identity-store-memory");
    private static final Path JDBC = Path.of("adapters", "identity-store-jdbc");

    private Cost() {}

    static String table() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "| application | start | pool open ms | first token ms | of it processor ms | heap after start MB | jars | MB |",
                "|---|---|--:|--:|--:|--:|--:|--:|"));
        List<Path> memory = closure(List.of(Path.of(USER_POOL.get(0)), MEMORY));
        List<Path> sqlite = sqlite(closure(List.of(Path.of(USER_POOL.get(0)), JDBC)));
        Path folder = Files.createTempDirectory("gatehouse-cost");
        for (String algorithm : List.of("RS256", "ES256")) {
            Application onMemory = new Application(memory, "memory", algorithm, PASSWORD, List.of());
            String pool = "user pool, memory, " + algorithm;
            lines.add(row(pool, "first, by password", memory, onMemory.starts()));
            lines.add(row(
                    pool,
                    "first, by password, prepared",
                    memory,
                    onMemory.prepared(folder.resolve(algorithm + "-memory.jsa")).starts()));
            lines.addAll(onSqlite(sqlite, folder, algorithm));
        }
        delete(folder);
        return String.join("\n", lines) + "\n\n" + jars(sqlite);
    }

    private static List<String> onSqlite(List<Path> jars, Path folder, String algorithm)
            throws IOException, InterruptedException {
        String pool = "user pool, SQLite, " + algorithm;
        List<String> lines = new ArrayList<>();
        List<Application.Start> first = new ArrayList<>();
        for (int i = 0; i < Application.RUNS; i++) {
            String database = folder.resolve(algorithm + i + ".db").toString();
            first.add(new Application(jars, database, algorithm, PASSWORD, List.of()).start());
        }
        lines.add(row(pool, "first, by password", jars, first));
        String database = folder.resolve(algorithm + "0.db").toString();
        for (String way : List.of(PASSWORD, "refresh")) {
            Application later = new Application(jars, database, algorithm, way, List.of());
            lines.add(row(pool, "later, by " + way, jars, later.starts()));
            Path archive = folder.resolve(algorithm + "-" + way + ".jsa");
            lines.add(row(
                    pool,
                    "later, by " + way + ", prepared",
                    jars,
                    later.prepared(archive).starts()));
        }
        return lines;
    }

    private static String row(String application, String start, List<Path> jars, List<Application.Start> starts)
            throws IOException {
        long[] open =
                starts.stream().mapToLong(Application.Start::open).sorted().toArray();
        long[] token =
                starts.stream().mapToLong(Application.Start::token).sorted().toArray();
        long[] cpu = starts.stream().mapToLong(Application.Start::cpu).sorted().toArray();
        long[] heap =
                starts.stream().mapToLong(Application.Start::heap).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d (%d to %d) | %d | %.1f | %d | %.1f |",
                application,
                start,
                open[Application.RUNS / 2],
                token[Application.RUNS / 2],
                token[0],
                token[Application.RUNS - 1],
                cpu[Application.RUNS / 2],
                heap[Application.RUNS / 2] / 1e6,
                jars.size(),
                bytes(jars) / 1e6);
    }

    private static long bytes(List<Path> jars) throws IOException {
        long sum = 0;
        for (Path jar : jars) {
            sum += Files.size(jar);
        }
        return sum;
    }

    private static String jars(List<Path> jars) throws IOException {
        StringBuilder list = new StringBuilder("| jar | MB |\n|---|--:|\n");
        for (Path jar : jars) {
            list.append(String.format(Locale.ROOT, "| %s | %.2f |%n", jar.getFileName(), Files.size(jar) / 1e6));
        }
        return list.toString();
    }

    /** The jars of these modules and of everything that Maven resolves for them at run time. */
    private static List<Path> closure(List<Path> modules) throws IOException {
        Set<Path> jars = new LinkedHashSet<>();
        for (Path module : modules) {
            Path file = module.resolve(CLASS_PATH);
            if (!Files.exists(file)) {
                throw new IllegalStateException(file + " is missing: build as the README says, and run in the root");
            }
            jars.add(own(module));
            Arrays.stream(Files.readString(file).trim().split(File.pathSeparator))
                    .filter(entry -> !entry.isEmpty())
                    .map(Path::of)
                    .forEach(jars::add);
        }
        return jars.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    private static Path own(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches(module.getFileName() + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findAny()
                    .orElseThrow(() -> new IllegalStateException(module + " is not packaged"));
        }
    }

    /** The driver is the application's choice: the store's own class path may have none, or another's too. */
    private static List<Path> sqlite(List<Path> resolved) throws IOException {
        List<Path> jars = resolved.stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("postgresql"))
                .toList();
        if (jars.stream().anyMatch(jar -> jar.getFileName().toString().startsWith("sqlite-jdbc"))) {
            return jars;
        }
        Path gatehouse = Path.of("gatehouse");
        List<Path> more = new ArrayList<>(jars);
        closure(List.of(gatehouse)).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("sqlite-jdbc"))
                .forEach(more::add);
        return more;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
