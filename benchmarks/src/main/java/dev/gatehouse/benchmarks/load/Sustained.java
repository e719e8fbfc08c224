package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One operation on many connections for a while. */
final class Sustained {
    private static final int MOST_SAMPLES = 2_000_000;

    private final String subject;
    private final long operations;
    private final long errors;
    private final double seconds;
    private final double cpuSeconds;
    private final long[] micros;

    private Sustained(String subject, long operations, long errors, double seconds, double cpuSeconds, long[] micros) {
        this.subject = subject;
        this.operations = operations;
        this.errors = errors;
        this.seconds = seconds;
        this.cpuSeconds = cpuSeconds;
        this.micros = micros;
    }

    /**
     * Runs operations, each on a connection of its own.
     *
     * @param warmSeconds how long before anything is counted
     */
    static Sustained run(String subject, Server server, List<Operation> operations, int warmSeconds, int seconds)
            throws InterruptedException, ExecutionException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(operations.size());
        try {
            turn(threads, server, operations, warmSeconds);
            double cpu = server.cpuSeconds();
            long begin = System.nanoTime();
            List<Part> parts = turn(threads, server, operations, seconds);
            double took = (System.nanoTime() - begin) / 1e9;
            long[] micros = parts.stream()
                    .flatMapToLong(part -> Arrays.stream(part.micros))
                    .sorted()
                    .toArray();
            long errors = parts.stream().mapToLong(part -> part.errors).sum();
            return new Sustained(subject, micros.length, errors, took, server.cpuSeconds() - cpu, micros);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** What one connection did. */
    private static final class Part {
        private final long[] micros;
        private final long errors;

        Part(long[] micros, long errors) {
            this.micros = micros;
            this.errors = errors;
        }
    }

    private static List<Part> turn(ExecutorService threads, Server server, List<Operation> operations, int seconds)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<Part>> running = new ArrayList<>();
        for (Operation operation : operations) {
            running.add(threads.submit(() -> part(server, operation, end)));
        }
        List<Part> parts = new ArrayList<>();
        for (Future<Part> one : running) {
            parts.add(one.get());
        }
        return parts;
    }

    /** An operation that fails is counted, told once per connection, and tried again on a new connection. */
    private static Part part(Server server, Operation operation, long end) throws IOException {
        long[] micros = new long[1024];
        int count = 0;
        long errors = 0;
        Connection connection = new Connection(server.port());
        try {
            while (System.nanoTime() < end && count < MOST_SAMPLES) {
                long begin = System.nanoTime();
                try {
                    operation.once(connection);
                } catch (IOException | IllegalStateException e) {
                    if (errors++ == 0) {
                        System.err.println(server + ": " + e);
                    }
                    connection.close();
                    connection = new Connection(server.port());
                    continue;
                }
                if (count == micros.length) {
                    micros = Arrays.copyOf(micros, 2 * count);
                }
                micros[count++] = (System.nanoTime() - begin) / 1000;
            }
        } finally {
            connection.close();
        }
        return new Part(Arrays.copyOf(micros, count), errors);
    }

    static String head() {
        return """
                | subject | operations/s | per second of the server's processor | p50 ms | p99 ms | operations | errors |
                |---|--:|--:|--:|--:|--:|--:|
                """;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f | %.1f | %d | %d |%n",
                subject,
                operations / seconds,
                operations / cpuSeconds,
                percentile(50) / 1000,
                percentile(99) / 1000,
                operations,
                errors);
    }

    private double percentile(int rank) {
        return micros.length == 0 ? Double.NaN : micros[(int) ((long) (micros.length - 1) * rank / 100)];
    }
}
