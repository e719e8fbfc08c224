package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.peer.Algorithm;
import dev.gatehouse.benchmarks.peer.Floor;
import dev.gatehouse.benchmarks.peer.Peers;
import dev.gatehouse.benchmarks.policy.DecisionBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured at one go: a benchmark class with one value of its parameter, so that floor and subject run within
 * seconds of each other.
 *
 * @param parameter the parameter's name, empty if there is none
 * @param peers libraries and floors, each taken as a method of its own; empty if the class has no such
 *     parameter
 * @param left methods that are left out
 */
record Subject(Class<?> type, String parameter, String value, List<String> peers, List<String> left) {
    private static final List<String> ENGINES = List.of("memory", "sqlite", "postgresql");

    Subject(Class<?> type, String parameter, String value) {
        this(type, parameter, value, List.of(), List.of());
    }

    static List<Subject> all(Form form) {
        List<Subject> all = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            all.add(beside(SignBenchmark.class, algorithm, Peers.signing(algorithm)));
        }
        for (Algorithm algorithm : Algorithm.values()) {
            all.add(beside(ColdVerifyBenchmark.class, algorithm, Peers.verifying(algorithm)));
        }
        all.add(new Subject(RepeatVerifyBenchmark.class, "live", "64"));
        all.add(new Subject(RepeatVerifyBenchmark.class, "live", form.manyTokens()));
        ENGINES.forEach(stores -> all.add(new Subject(SignInBenchmark.class, "stores", stores)));
        ENGINES.forEach(stores -> all.add(new Subject(RefreshBenchmark.class, "stores", stores)));
        ENGINES.forEach(stores -> all.add(new Subject(GetCredentialsBenchmark.class, "stores", stores)));
        ENGINES.forEach(stores -> all.add(new Subject(GuardBenchmark.class, "stores", stores)));
        all.add(new Subject(PolicyBenchmark.class, "", ""));
        all.add(new Subject(DecisionBenchmark.class, "statements", "10"));
        all.add(new Subject(DecisionBenchmark.class, "statements", "1000"));
        all.add(new Subject(DecisionBenchmark.class, "statements", "200000", List.of(), form.tooSlow("cedar")));
        all.add(new Subject(VendingBenchmark.class, "", ""));
        return all;
    }

    private static Subject beside(Class<?> type, Algorithm algorithm, List<String> peers) {
        List<String> methods =
                Stream.concat(Floor.names(algorithm).stream(), peers.stream()).toList();
        return new Subject(type, "algorithm", algorithm.name(), methods, List.of());
    }

    String label() {
        String name = type.getSimpleName().replace("Benchmark", "");
        return parameter.isEmpty() ? name : name + "[" + value + "]";
    }

    /** The regular expression that selects the class's benchmarks. */
    String pattern() {
        return "^" + type.getName().replace(".", "\\.") + "\\.";
    }
}
