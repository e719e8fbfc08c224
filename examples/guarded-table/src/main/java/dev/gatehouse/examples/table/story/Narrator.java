package dev.gatehouse.examples.table.story;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the story: each step as it begins, then what it proved and how long it took. */
final class Narrator {
    private final PrintStream out;
    private int steps;
    private int failed;

    Narrator(PrintStream out) {
        this.out = out;
    }

    /** What one step does; it returns what it proved, or throws. */
    @FunctionalInterface
    interface Step {
        String prove() throws Exception;
    }

    /** Plays one step. A step that does not hold is told, and the story ends there. */
    void step(String title, Step step) {
        steps++;
        out.printf(Locale.ROOT, "%2d. %-58s ", steps, title);
        out.flush();
        long start = System.nanoTime();
        try {
            String proved = step.prove();
            out.printf(Locale.ROOT, "%6d ms%n      %s%n", millis(start), proved.replace("\n", "\n      "));
        } catch (Exception e) {
            failed++;
            out.printf(Locale.ROOT, "%6d ms%n      FAILED: %s%n", millis(start), e);
            throw new StepFailed(title);
        }
    }

    /** Prints the last line and returns whether everything held. */
    boolean end(long startNanos) {
        out.printf(
                Locale.ROOT, "%n%d steps, %d failed, %.1f s%n", steps, failed, (System.nanoTime() - startNanos) / 1e9);
        return failed == 0;
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
