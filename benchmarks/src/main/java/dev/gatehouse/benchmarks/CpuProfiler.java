package dev.gatehouse.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Reports what {@link CpuTime} measured beside the samples, and the store round trips that a flow told of itself. */
public final class CpuProfiler implements InternalProfiler {
    static final String CPU = "cpu.norm";
    static final String WALL = "wall.norm";
    static final String ROUND_TRIPS = "round.trips";

    private static volatile double cpuNanos;
    private static volatile double wallNanos;
    private static volatile int roundTrips;

    static void took(long cpu, long wall, long operations) {
        cpuNanos = (double) cpu / operations;
        wallNanos = (double) wall / operations;
    }

    /** Tells how often one operation asks its stores: counted once, in the set-up. */
    static void asksStores(int verbs) {
        roundTrips = verbs;
    }

    @Override
    public String getDescription() {
        return "processor time of the benchmark's thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        cpuNanos = Double.NaN;
        wallNanos = Double.NaN;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(
                new ScalarResult(CPU, cpuNanos, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(WALL, wallNanos, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(ROUND_TRIPS, roundTrips, "verbs", AggregationPolicy.AVG));
    }
}
