package dev.gatehouse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/** Starts threads at one moment and counts how many of them succeeded. */
public final class Race {
    private static final long PATIENCE_SECONDS = 60;
    private static final ExecutorService RUNNERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "race");
        thread.setDaemon(true);
        return thread;
    });

    private Race() {}

    /** Returns how many of {@code runners} simultaneous attempts returned true. */
    public static int of(int runners, BooleanSupplier attempt) {
        return of(runners, runner -> attempt.getAsBoolean());
    }

    /**
     * Returns how many of {@code runners} simultaneous attempts returned true.
     *
     * @param attempt gets the number of its runner, from 0
     * @throws AssertionError if an attempt threw, with that as its cause, or did not end within a minute
     */
    public static int of(int runners, IntPredicate attempt) {
        CyclicBarrier start = new CyclicBarrier(runners);
        List<Future<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            int runner = i;
            attempts.add(RUNNERS.submit(() -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return attempt.test(runner);
            }));
        }
        int winners = 0;
        for (Future<Boolean> future : attempts) {
            if (result(future)) {
                winners++;
            }
        }
        return winners;
    }

    private static boolean result(Future<Boolean> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a runner did not end within a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
