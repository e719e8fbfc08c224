package dev.gatehouse.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What one run says: for each subject and method the median, and its ratio to the median of the subject's floor. */
final class Ratios {
    private static final String FLOOR = "floor";

    private final Map<String, Map<String, List<Measurement>>> subjects = new LinkedHashMap<>();

    /**
     * Sorts the figures of one run.
     *
     * @throws IllegalArgumentException if there are none, or they are of more than one run
     */
    Ratios(List<Measurement> measurements) {
        if (measurements.stream().map(Measurement::run).distinct().count() != 1) {
            throw new IllegalArgumentException("ratios are of exactly one run");
        }
        for (Measurement measurement : measurements) {
            subjects.computeIfAbsent(measurement.subject(), subject -> new LinkedHashMap<>())
                    .computeIfAbsent(measurement.method(), method -> new ArrayList<>())
                    .add(measurement);
        }
    }

    /** The ratio of a method's median time to that of the floor. */
    double ratio(String subject, String method) {
        return median(subject, method, Measurement::nanos) / median(subject, FLOOR, Measurement::nanos);
    }

    /** The same of the time on the wall, which holds what the thread waited for. */
    double wallRatio(String subject, String method) {
        return median(subject, method, Measurement::wall) / median(subject, FLOOR, Measurement::wall);
    }

    private static String shown(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private double median(String subject, String method, ToDoubleFunction<Measurement> figure) {
        List<Measurement> iterations = subjects.getOrDefault(subject, Map.of()).get(method);
        if (iterations == null) {
            throw new IllegalArgumentException("the run has no " + method + " of " + subject);
        }
        double[] sorted = iterations.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The table: one line per subject and method, the floors first. */
    String table() {
        StringBuilder table = new StringBuilder("%-22s %-10s %8s %8s %11s %11s %9s %3s%n"
                .formatted("subject", "method", "CPU", "wall", "CPU us/op", "wall us/op", "bytes/op", "n"));
        subjects.forEach((subject, methods) -> methods.keySet().stream()
                .sorted(Comparator.comparing((String method) -> !method.equals(FLOOR))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(method -> table.append(row(subject, method, methods))));
        return table.toString();
    }

    private String row(String subject, String method, Map<String, List<Measurement>> methods) {
        return String.format(
                Locale.ROOT,
                "%-22s %-10s %8s %8s %11.3f %11.3f %9.0f %3d%n",
                subject,
                method,
                shown(ratio(subject, method)),
                shown(wallRatio(subject, method)),
                median(subject, method, Measurement::nanos) / 1000,
                median(subject, method, Measurement::wall) / 1000,
                median(subject, method, Measurement::bytes),
                methods.getOrDefault(method, List.of()).size());
    }
}
