package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as Markdown tables, and as bars of its ratios. */
final class Report {
    private final Ratios ratios;

    Report(Ratios ratios) {
        this.ratios = ratios;
    }

    /** The table of all figures: per subject the floors first. */
    String table() {
        List<String> lines = new ArrayList<>(List.of(
                "| subject | method | CPU ratio | best ratio | wall ratio | CPU µs/op | wall µs/op | p99 µs | bytes/op | store round trips | ops/s/core | n |",
                "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"));
        for (String subject : ratios.subjects()) {
            for (String method : ratios.methods(subject)) {
                lines.add(row(subject, method));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String row(String subject, String method) {
        double cpu = ratios.median(subject, method, Measurement::nanos);
        double verbs = ratios.median(subject, method, Measurement::verbs);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.2f | %.3f | %.3f | %.3f | %.0f | %s | %.0f | %d |",
                subject,
                method,
                ratios.ratio(subject, method),
                ratios.bestRatio(subject, method),
                ratios.wallRatio(subject, method),
                cpu / 1000,
                ratios.median(subject, method, Measurement::wall) / 1000,
                ratios.median(subject, method, Measurement::p99) / 1000,
                ratios.median(subject, method, Measurement::bytes),
                verbs == 0 ? "" : String.format(Locale.ROOT, "%.0f", verbs),
                1e9 / cpu,
                ratios.count(subject, method));
    }

    /** How many times faster than the fastest other library, in processor time. Empty if no library was beside us. */
    String againstPeers() {
        List<String> lines = new ArrayList<>();
        for (String subject : ratios.subjects()) {
            ratios.fastestPeer(subject)
                    .ifPresent(peer -> lines.add(String.format(
                            Locale.ROOT,
                            "| %s | %s | %.2f | %s | %.2f |",
                            subject,
                            peer,
                            ratios.ratio(subject, peer) / ratios.ratio(subject, Ratios.OURS),
                            ratios.bestPeer(subject).orElse(peer),
                            ratios.best(subject, ratios.bestPeer(subject).orElse(peer))
                                    / ratios.best(subject, Ratios.OURS))));
        }
        if (lines.isEmpty()) {
            return "";
        }
        return "| subject | fastest peer by medians | Gatehouse is faster by | by best iterations | faster by |\n"
                + "|---|---|--:|---|--:|\n"
                + String.join("\n", lines) + "\n";
    }

    /** Writes {@code table.md} and one {@code .svg} for each kind of subject. */
    void write(Path folder, String headline) throws IOException {
        Files.createDirectories(folder);
        String peers = againstPeers();
        Files.writeString(
                folder.resolve("table.md"), headline + "\n\n" + (peers.isEmpty() ? "" : peers + "\n") + table());
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String subject : ratios.subjects()) {
            String kind = subject.replaceFirst("\\[.*", "");
            kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(subject);
        }
        for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
            Files.writeString(
                    folder.resolve(kind.getKey().toLowerCase(Locale.ROOT) + ".svg"), Bars.of(ratios, kind.getValue()));
        }
    }
}
