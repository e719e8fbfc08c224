package dev.gatehouse.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What one flow took on one engine. Of one thread. */
final class Samples {
    private final List<Double> micros = new ArrayList<>();
    private final List<Double> verbs = new ArrayList<>();
    private final List<Double> requests = new ArrayList<>();

    void took(long nanos) {
        micros.add(nanos / 1e3);
    }

    /** Adds what one play of the flow asked, on the average of a round. */
    void asked(double verbsOfOne, OptionalDouble requestsOfOne) {
        verbs.add(verbsOfOne);
        requestsOfOne.ifPresent(requests::add);
    }

    double medianMicros() {
        return quantile(micros, 0.5);
    }

    double p99Micros() {
        return quantile(micros, 0.99);
    }

    /** Returns the median of the rounds. */
    double verbs() {
        return quantile(verbs, 0.5);
    }

    /** Returns the median of the rounds; nothing where nothing is sent. */
    OptionalDouble requests() {
        return requests.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(quantile(requests, 0.5));
    }

    private static double quantile(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * quantile)));
    }
}
