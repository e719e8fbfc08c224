package dev.gatehouse.benchmarks.policy;

import dev.gatehouse.benchmarks.CpuTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One decision by 200,000 statements of one action, beside jCasbin. Cedar is left out: it takes half a minute to load them
 * and seconds for each decision, so that a run of it would be most of the whole run.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ManyStatementsBenchmark {
    /** How many statements there are. */
    @State(Scope.Benchmark)
    public static class Size {
        /** Statements of one action, each for a folder of its own. */
        @Param({"200000"})
        public int many = 200_000;
    }

    /** Gatehouse, compiled. */
    @State(Scope.Thread)
    public static class Compiled {
        private GatehouseDecisions decisions;

        /** Compiles the policies. */
        @Setup
        public void prepare(Size size) {
            decisions = new GatehouseDecisions(size.many);
        }
    }

    /** jCasbin, loaded. */
    @State(Scope.Thread)
    public static class Casbin {
        private CasbinDecisions decisions;

        /** Loads the policies. */
        @Setup
        public void prepare(Size size) {
            decisions = new CasbinDecisions(size.many);
        }
    }

    /** The yardstick. */
    @Benchmark
    public byte[] floor(Floor floor, CpuTime cpu) {
        cpu.operations++;
        return floor.once();
    }

    /** The last user's photo. */
    @Benchmark
    public boolean gatehouse(Compiled engine, CpuTime cpu) {
        cpu.operations++;
        return engine.decisions.allowed();
    }

    /** A photo that no statement speaks of. */
    @Benchmark
    public boolean denied(Compiled engine, CpuTime cpu) {
        cpu.operations++;
        return engine.decisions.denied();
    }

    /** The last user's photo, asked of jCasbin. */
    @Benchmark
    public boolean jcasbin(Casbin engine, CpuTime cpu) {
        cpu.operations++;
        return engine.decisions.allowed();
    }
}
