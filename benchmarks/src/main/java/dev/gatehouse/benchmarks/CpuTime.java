package dev.gatehouse.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Processor time of the benchmark's own thread, which busy neighbours disturb less than the time on the wall. Every
 * benchmark takes one and counts its operations in it; {@link CpuProfiler} reports it.
 */
@State(Scope.Thread)
public class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The iteration's operations. */
    public long operations;

    private long cpu;
    private long wall;

    /** Starts an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        operations = 0;
        wall = System.nanoTime();
        cpu = THREADS.getCurrentThreadCpuTime();
    }

    /** Ends an iteration. */
    @TearDown(Level.Iteration)
    public void end() {
        long nanos = THREADS.getCurrentThreadCpuTime() - cpu;
        CpuProfiler.took(nanos, System.nanoTime() - wall, operations);
    }
}
