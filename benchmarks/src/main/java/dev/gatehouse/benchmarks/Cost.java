package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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
    private static final int RUNS = 7;
    private static final String CLASS_PATH = "target/runtime-classpath.txt";
    private static final List<String> USER_POOL = List.of("identity-userpool");
    private static final Path MEMORY = Path.of("adapters", "identity-store-memory");
    private static final Path JDBC = Path.of("adapters", "identity-store-jdbc");

    private Cost() {}

    /** One process's answer. */
    private record Start(long open, long token, long cpu, long heap) {}

    static String table() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "| application | start | pool open ms | first token ms | of it processor ms | heap after start MB | jars | MB |",
                "|---|---|--:|--:|--:|--:|--:|--:|"));
        List<Path> memory = closure(List.of(Path.of(USER_POOL.get(0)), MEMORY));
        List<Path> sqlite = sqlite(closure(List.of(Path.of(USER_POOL.get(0)), JDBC)));
        for (String algorithm : List.of("RS256", "ES256")) {
            lines.add(row("user pool, memory, " + algorithm, "first", memory, starts(memory, "memory", algorithm)));
            Path folder = Files.createTempDirectory("gatehouse-cost");
            List<Start> first = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                first.add(start(sqlite, folder.resolve(i + ".db").toString(), algorithm));
            }
            lines.add(row("user pool, SQLite, " + algorithm, "first", sqlite, first));
            lines.add(row(
                    "user pool, SQLite, " + algorithm,
                    "later",
                    sqlite,
                    starts(sqlite, folder.resolve("0.db").toString(), algorithm)));
            delete(folder);
        }
        return String.join("\n", lines) + "\n\n" + jars(sqlite);
    }

    private static String row(String application, String start, List<Path> jars, List<Start> starts)
            throws IOException {
        long[] open = starts.stream().mapToLong(Start::open).sorted().toArray();
        long[] token = starts.stream().mapToLong(Start::token).sorted().toArray();
        long[] cpu = starts.stream().mapToLong(Start::cpu).sorted().toArray();
        long[] heap = starts.stream().mapToLong(Start::heap).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d (%d to %d) | %d | %.1f | %d | %.1f |",
                application,
                start,
                open[RUNS / 2],
                token[RUNS / 2],
                token[0],
                token[RUNS - 1],
                cpu[RUNS / 2],
                heap[RUNS / 2] / 1e6,
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
            Arrays.stream(Files.readString(file).trim().split(java.io.File.pathSeparator))
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

    /** The driver is the application's choice, so the store's own class path may leave it out. */
    private static List<Path> sqlite(List<Path> jars) throws IOException {
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

    private static List<Start> starts(List<Path> jars, String stores, String algorithm)
            throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            starts.add(start(jars, stores, algorithm));
        }
        return starts;
    }

    private static Start start(List<Path> jars, String stores, String algorithm)
            throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        entries.add(classes().toString());
        jars.forEach(jar -> entries.add(jar.toString()));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(java.io.File.pathSeparator, entries),
                        FirstToken.class.getName(),
                        stores,
                        algorithm)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process failed");
        }
        String[] parts = answer.split(" ", -1);
        return new Start(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    /** The folder of this module's classes: its jar would bring every peer along. */
    private static Path classes() {
        try {
            Path own = Path.of(Cost.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(own) ? own : own.resolveSibling("classes");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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
