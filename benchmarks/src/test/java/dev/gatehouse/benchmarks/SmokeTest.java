package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class SmokeTest {
    @Test
    void everyBenchmarkRunsOnceAndNoneFails() throws RunnerException {
        List<Class<?>> types = Subject.all(Form.SHORT).stream()
                .<Class<?>>map(Subject::type)
                .distinct()
                .toList();
        List<String> methods = types.stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(method -> type.getName() + "." + method.getName()))
                .toList();
        OptionsBuilder options = new OptionsBuilder();
        options.mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .param("algorithm", "ES256")
                .param("peer", "floor", "gatehouse")
                .param("live", "64")
                .param("statements", "10")
                .param("many", "100")
                .param("stores", "memory", "sqlite");
        Stream<String> ran = new Runner(options.build())
                .run().stream().map(result -> result.getParams().getBenchmark()).distinct();
        assertThat(ran).containsExactlyInAnyOrderElementsOf(methods).isNotEmpty();
    }
}
