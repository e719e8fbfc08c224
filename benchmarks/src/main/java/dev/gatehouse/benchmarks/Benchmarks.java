package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private final Path file;

    Benchmarks(PrintStream out, Path folder) throws IOException {
        this.out = out;
        this.file = Files.createDirectories(folder).resolve(run + ".csv");
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
        Form form = Form.valueOf(command.toUpperCase(Locale.ROOT));
        String filter = args.length > 1 ? args[1] : "";
        new Benchmarks(System.out, Path.of("target", "benchmark-runs"))
                .measure(
                        form,
                        Subject.all(form).stream()
                                .filter(subject -> subject.label().contains(filter))
                                .toList());
    }

    private void measure(Form form, List<Subject> subjects) throws IOException, RunnerException {
        out.println("run " + run + ", Java " + Runtime.version() + ", " + form.rounds()
                + " rounds, kept as it comes in " + file);
        for (int round = 1; round <= form.rounds(); round++) {
            for (Subject subject : subjects) {
                ChainedOptionsBuilder options = form.options().include(subject.pattern());
                if (!subject.parameter().isEmpty()) {
                    options.param(subject.parameter(), subject.value());
                }
                List<Measurement> taken = take(subject, new Runner(options.build()).run());
                keep(taken);
                out.println("round " + round + ":");
                out.print(new Ratios(taken).table());
            }
        }
        out.print(new Ratios(measurements).table());
    }

    /** A run that is cut short keeps what it has measured. */
    private void keep(List<Measurement> taken) throws IOException {
        measurements.addAll(taken);
        Files.write(
                file,
                taken.stream().map(Measurement::line).toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private List<Measurement> take(Subject subject, Collection<RunResult> results) {
        List<Measurement> taken = new ArrayList<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    taken.add(measurement(subject, method, iteration));
                }
            }
        }
        return taken;
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private Measurement measurement(Subject subject, String method, IterationResult iteration) {
        Map<String, Result> figures = iteration.getSecondaryResults();
        double nanos = score(figures, "cpuNanos") / score(figures, "operations");
        double wall = iteration.getPrimaryResult().getScore();
        return new Measurement(run, subject.label(), method, nanos, wall, score(figures, "gc.alloc.rate.norm"));
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
