package dev.gatehouse.benchmarks.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was measured, as Markdown. */
final class Tables {
    private Tables() {}

    static String of(List<Ground> grounds, Map<String, Growth> growth) {
        return "Round trips: verbs asked of the stores, and in brackets the requests that the driver sent for them.\n\n"
                + flows(grounds, Tables::roundTrips)
                + "\nLatency, median / 99th percentile in µs, one client thread.\n\n"
                + flows(
                        grounds,
                        samples -> grouped(Math.round(samples.medianMicros())) + " / "
                                + grouped(Math.round(samples.p99Micros())))
                + "\nBytes per user on disk, on all nodes together.\n\n"
                + disk(grounds, growth);
    }

    private static String flows(List<Ground> grounds, Function<Samples, String> cell) {
        return grounds.stream().map(Ground::name).collect(Collectors.joining(" | ", "| flow | ", " |\n"))
                + "|---" + "|--:".repeat(grounds.size()) + "|\n"
                + Arrays.stream(Flow.values())
                        .map(flow -> grounds.stream()
                                .map(ground -> cell.apply(ground.samples(flow)))
                                .collect(Collectors.joining(" | ", "| " + flow.title() + " | ", " |\n")))
                        .collect(Collectors.joining());
    }

    private static String roundTrips(Samples samples) {
        OptionalDouble requests = samples.requests();
        return tenths(samples.verbs()) + (requests.isPresent() ? " (" + tenths(requests.getAsDouble()) + ")" : "");
    }

    private static String disk(List<Ground> grounds, Map<String, Growth> growth) {
        return "| engine | signed up and confirmed | with a session and an identity | kept by the server, for days |\n"
                + "|---|--:|--:|--:|\n"
                + grounds.stream()
                        .map(ground -> "| " + ground.name() + " | "
                                + Optional.ofNullable(growth.get(ground.name()))
                                        .map(Tables::bytes)
                                        .orElse("- | - | -")
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String bytes(Growth growth) {
        return grouped(growth.bytesEnrolled()) + " | " + grouped(growth.bytesSettled()) + " | "
                + grouped(growth.bytesOfServer());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String tenths(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
