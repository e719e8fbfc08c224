package dev.gatehouse.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What one run says: for each subject and method the median, and its ratio to the median of the subject's floor. */
final class Ratios {
    static final String FLOOR = "floor";
    static final String OURS = "gatehouse";
    private static final String NATIVE = "-native";

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

    List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** The methods of a subject: the floors first, then Gatehouse, then the others from the fastest. */
    List<String> methods(String subject) {
        return subjects.getOrDefault(subject, Map.of()).keySet().stream()
                .sorted(Comparator.comparingInt(Ratios::rank).thenComparingDouble(method -> ratio(subject, method)))
                .toList();
    }

    private static int rank(String method) {
        if (method.equals(FLOOR)) {
            return 0;
        }
        if (method.startsWith(FLOOR)) {
            return 1;
        }
        return method.equals(OURS) ? 2 : isPeer(method) ? 4 : 3;
    }

    private static boolean isPeer(String method) {
        return !method.startsWith(FLOOR) && !method.startsWith(OURS);
    }

    /** The fastest of the other libraries by its median, where there are any. */
    Optional<String> fastestPeer(String subject) {
        return peers(subject).min(Comparator.comparingDouble(method -> ratio(subject, method)));
    }

    /** The other libraries, if Gatehouse stands beside them. */
    private Stream<String> peers(String subject) {
        Map<String, List<Measurement>> methods = subjects.getOrDefault(subject, Map.of());
        return methods.containsKey(OURS) ? methods.keySet().stream().filter(Ratios::isPeer) : Stream.empty();
    }

    /** The library whose fastest iteration was the fastest, where there are others. */
    Optional<String> bestPeer(String subject) {
        return peers(subject).min(Comparator.comparingDouble(method -> best(subject, method)));
    }

    /** The ratio of a method's median processor time to that of the floor. */
    double ratio(String subject, String method) {
        return median(subject, method, Measurement::nanos) / median(subject, FLOOR, Measurement::nanos);
    }

    /** The same of the time on the wall, which holds what the thread waited for. */
    double wallRatio(String subject, String method) {
        return median(subject, method, Measurement::wall) / median(subject, FLOOR, Measurement::wall);
    }

    /**
     * The ratio of a method's fastest iteration to the fastest of the floor of its own provider. Neighbours of a virtual
     * machine only ever slow an iteration down, some by a third and for minutes: of many iterations the fastest one met them least.
     */
    double bestRatio(String subject, String method) {
        String ownFloor = method.endsWith(NATIVE) ? FLOOR + NATIVE : FLOOR;
        return best(subject, method) / best(subject, ownFloor);
    }

    /** The processor time of the fastest iteration. */
    double best(String subject, String method) {
        return iterations(subject, method).stream()
                .mapToDouble(Measurement::nanos)
                .min()
                .orElseThrow();
    }

    double median(String subject, String method, ToDoubleFunction<Measurement> figure) {
        double[] sorted = iterations(subject, method).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    int count(String subject, String method) {
        return iterations(subject, method).size();
    }

    private List<Measurement> iterations(String subject, String method) {
        List<Measurement> iterations = subjects.getOrDefault(subject, Map.of()).get(method);
        if (iterations == null) {
            throw new IllegalArgumentException("the run has no " + method + " of " + subject);
        }
        return iterations;
    }
}
