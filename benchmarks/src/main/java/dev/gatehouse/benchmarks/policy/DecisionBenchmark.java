package dev.gatehouse.benchmarks.policy;

import dev.gatehouse.benchmarks.CpuTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One decision by 10, 1,000 and 200,000 statements of one action, beside jCasbin and Cedar. Of 200,000 Cedar takes half a
 * minute to load them and seconds for each decision, so the short form leaves it out there.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class DecisionBenchmark {
    /** How many statements there are. */
    @State(Scope.Benchmark)
    public static class Size {
        /** Statements of one action, each for a folder of its own. */
        @Param({"10", "1000", "200000"})
        public int statements = 10;
    }

    /** Gatehouse, compiled. */
    @State(Scope.Thread)
    public static class Compiled {
        private GatehouseDecisions decisions;

        /** Compiles the policies. */
        @Setup
        public void prepare(Size size) {
            decisions = new GatehouseDecisions(size.statements);
        }
    }

    /** jCasbin, loaded. */
    @State(Scope.Thread)
    public static class Casbin {
        private CasbinDecisions decisions;

        /** Loads the policies. */
        @Setup
        public void prepare(Size size) {
            decisions = new CasbinDecisions(size.statements);
        }
    }

    /** Cedar, its policies in its cache. */
    @State(Scope.Thread)
    public static class Cedar {
        private CedarDecisions decisions;

        /** Caches the policies. */
        @Setup
        public void prepare(Size size) {
            decisions = new CedarDecisions(size.statements);
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
    public boolean gatehouseDenied(Compiled engine, CpuTime cpu) {
        cpu.operations++;
        return engine.decisions.denied();
    }

    /** The last user's photo, asked of jCasbin. */
    @Benchmark
    public boolean jcasbin(Casbin engine, CpuTime cpu) {
        cpu.operations++;
        return engine.decisions.allowed();
    }

    /** The last user's photo, asked of Cedar. */
    @Benchmark
    public boolean cedar(Cedar engine, CpuTime cpu) {
        cpu.operations++;
        return engine.decisions.allowed();
    }
}
