package dev.gatehouse.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What is measured at one go: a benchmark class with one value of its parameter, so that floor and subject run within
 * seconds of each other.
 *
 * @param parameter the parameter's name, empty if there is none
 */
record Subject(Class<?> type, String parameter, String value) {
    static List<Subject> all(Form form) {
        List<Subject> all = new ArrayList<>();
        for (Class<?> type : List.of(SignBenchmark.class, ColdVerifyBenchmark.class)) {
            for (String algorithm : List.of("RS256", "ES256", "EDDSA")) {
                all.add(new Subject(type, "algorithm", algorithm));
            }
        }
        all.add(new Subject(RepeatVerifyBenchmark.class, "live", "64"));
        all.add(new Subject(RepeatVerifyBenchmark.class, "live", form.manyTokens()));
        for (String stores : List.of("memory", "sqlite", "postgresql")) {
            all.add(new Subject(SignInBenchmark.class, "stores", stores));
        }
        all.add(new Subject(PolicyBenchmark.class, "", ""));
        all.add(new Subject(VendingBenchmark.class, "", ""));
        return all;
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
