package dev.gatehouse.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long to measure. */
enum Form {
    /** Under five minutes; enough to see what has doubled. */
    SHORT(1, 2, 200, 3, 120),
    /** Over an hour: five forks of everything. */
    FULL(5, 4, 500, 5, 300);

    private final int rounds;
    private final int warmups;
    private final int warmupMillis;
    private final int iterations;
    private final int iterationMillis;

    Form(int rounds, int warmups, int warmupMillis, int iterations, int iterationMillis) {
        this.rounds = rounds;
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
    }

    /** How often the whole list is gone through, so that a slow minute of the machine meets floor and subject alike. */
    int rounds() {
        return rounds;
    }

    /** How many tokens are many. */
    String manyTokens() {
        return this == SHORT ? "10000" : "100000";
    }

    /** Returns the methods that this form has no time for. */
    List<String> tooSlow(String... methods) {
        return this == SHORT ? List.of(methods) : List.of();
    }

    /** A fresh process per benchmark; every operation counted, some of them timed one by one. */
    ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .mode(Mode.SampleTime)
                .forks(1)
                .threads(1)
                .timeUnit(TimeUnit.NANOSECONDS)
                .jvmArgs("-Xmx2g")
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(iterationMillis))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }
}
