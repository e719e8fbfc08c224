package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * The command: {@code short [filter]} or {@code full [filter]} measures, prints ratios and, without a filter, writes
 * them to {@code benchmarks/results}; {@code report FILE} prints those of a run that was kept, and {@code report FILE
 * FOLDER} writes them too, also of a run that was cut short; {@code cost} says what it costs to be there.
 */
public final class Benchmarks {
    private static final InstantSource CLOCK = InstantSource.system();

    private final String run = UUID.randomUUID().toString();
    private final List<Measurement> measurements = new ArrayList<>();
    private final PrintStream out;
    private final Path file;

    Benchmarks(PrintStream out, Path folder) throws IOException {
        this.out = out;
        this.file = Files.createDirectories(folder).resolve(run + ".csv");
    }

    /** Runs the command. */
    public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
        String command = args.length == 0 ? "short" : args[0];
        if (command.equals("cost")) {
            System.out.print(Cost.table());
            return;
        }
        if (command.equals("report")) {
            List<Measurement> kept = Files.readAllLines(Path.of(args[1])).stream()
                    .map(Measurement::parse)
                    .toList();
            Report report = new Report(new Ratios(kept));
            System.out.print(report.againstPeers() + report.table());
            if (args.length > 2) {
                report.write(Path.of(args[2]), "Run `" + kept.get(0).run() + "`, as it was kept.");
            }
            return;
        }
        Form form = Form.valueOf(command.toUpperCase(Locale.ROOT));
        String filter = args.length > 1 ? args[1] : "";
        Benchmarks benchmarks = new Benchmarks(System.out, Path.of("target", "benchmark-runs"));
        benchmarks.measure(
                form,
                Subject.all(form).stream()
                        .filter(subject -> subject.label().contains(filter))
                        .toList());
        if (filter.isEmpty()) {
            benchmarks.publish(form);
        }
    }

    private void measure(Form form, List<Subject> subjects) throws IOException, RunnerException {
        out.println("run " + run + ", Java " + Runtime.version() + ", " + form.rounds()
                + " rounds, kept as it comes in " + file);
        long begin = System.nanoTime();
        for (int round = 1; round <= form.rounds(); round++) {
            for (Subject subject : subjects) {
                ChainedOptionsBuilder options = form.options().include(subject.pattern());
                for (String left : subject.left()) {
                    options.exclude(subject.pattern() + left + "$");
                }
                if (!subject.parameter().isEmpty()) {
                    options.param(subject.parameter(), subject.value());
                }
                if (!subject.peers().isEmpty()) {
                    options.param("peer", subject.peers().toArray(String[]::new));
                }
                List<Measurement> taken = take(subject, new Runner(options.build()).run());
                keep(taken);
                out.println(subject.label() + ", round " + round + " of " + form.rounds() + ", "
                        + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
            }
        }
        Report report = new Report(new Ratios(measurements));
        out.print(report.againstPeers() + report.table());
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

    private void publish(Form form) throws IOException {
        String name = form.name().toLowerCase(Locale.ROOT) + "-jdk"
                + Runtime.version().feature();
        Path folder = Path.of("benchmarks", "results", name);
        LocalDate day = CLOCK.instant().atZone(ZoneOffset.UTC).toLocalDate();
        String headline = "Run `" + run + "`, " + day + ", " + form.name().toLowerCase(Locale.ROOT) + " form, Java "
                + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors. Medians of all forks; ratios are against the floor of the same run, `best ratio` is the best"
                + " iteration against the best of the floor of the same provider.";
        new Report(new Ratios(measurements)).write(folder, headline);
        out.println("written to " + folder);
    }

    private List<Measurement> take(Subject subject, Collection<RunResult> results) {
        List<Measurement> taken = new ArrayList<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String method = subject.peers().isEmpty()
                    ? benchmark.substring(benchmark.lastIndexOf('.') + 1)
                    : result.getParams().getParam("peer");
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
        return new Measurement(
                run,
                subject.label(),
                method,
                score(figures, CpuProfiler.CPU),
                score(figures, CpuProfiler.WALL),
                iteration.getPrimaryResult().getStatistics().getPercentile(99),
                score(figures, "gc.alloc.rate.norm"),
                score(figures, CpuProfiler.ROUND_TRIPS));
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
