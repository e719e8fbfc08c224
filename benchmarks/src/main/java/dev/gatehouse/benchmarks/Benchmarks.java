package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * The command: {@code short [filter]} or {@code full [filter]} measures and prints ratios; {@code report FILE...}
 * prints those of a run that was kept.
 */
public final class Benchmarks {
    private final String run = UUID.randomUUID().toString();
    private final List<Measurement> measurements = new ArrayList<>();
    private final PrintStream out;

    Benchmarks(PrintStream out) {
        this.out = out;
    }

    /** Runs the command. */
    public static void main(String[] args) throws IOException, RunnerException {
        String command = args.length == 0 ? "short" : args[0];
        if (command.equals("report")) {
            List<Measurement> kept = new ArrayList<>();
            for (int i = 1; i < args.length; i++) {
                Files.readAllLines(Path.of(args[i])).forEach(line -> kept.add(Measurement.parse(line)));
            }
            System.out.print(new Ratios(kept).table());
            return;
        }
        Benchmarks benchmarks = new Benchmarks(System.out);
        Form form = Form.valueOf(command.toUpperCase(Locale.ROOT));
        String filter = args.length > 1 ? args[1] : "";
        benchmarks.measure(
                form,
                Subject.all().stream()
                        .filter(subject -> subject.label().contains(filter))
                        .toList());
        benchmarks.keep(Path.of("target", "benchmark-runs"));
    }

    private void measure(Form form, List<Subject> subjects) throws RunnerException {
        out.println("run " + run + ", Java " + Runtime.version() + ", " + form.rounds() + " rounds");
        for (int round = 1; round <= form.rounds(); round++) {
            for (Subject subject : subjects) {
                ChainedOptionsBuilder options = form.options().include(subject.pattern());
                if (!subject.parameter().isEmpty()) {
                    options.param(subject.parameter(), subject.value());
                }
                take(subject, new Runner(options.build()).run());
                out.println("round " + round + ": " + subject.label());
            }
        }
        out.print(new Ratios(measurements).table());
    }

    private void keep(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(run + ".csv");
        Files.write(file, measurements.stream().map(Measurement::line).toList());
        out.println("kept as " + file);
    }

    private void take(Subject subject, Collection<RunResult> results) {
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    measurements.add(measurement(subject, method, iteration));
                }
            }
        }
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private Measurement measurement(Subject subject, String method, IterationResult iteration) {
        Map<String, Result> figures = iteration.getSecondaryResults();
        double nanos = score(figures, "cpuNanos") / score(figures, "operations");
        return new Measurement(run, subject.label(), method, nanos, score(figures, "gc.alloc.rate.norm"));
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private static double score(Map<String, Result> figures, String name) {
        for (Map.Entry<String, Result> figure : figures.entrySet()) {
            if (figure.getKey().endsWith(name)) {
                return figure.getValue().getScore();
            }
        }
        throw new IllegalStateException("JMH did not report " + name + ", only " + figures.keySet());
    }
}
