package dev.gatehouse.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets exactly one of several threads run at a time, and decides by a random source who goes on at each pass. The one
 * that has the turn may use the fields of this object and whatever the turns guard.
 */
final class Turns {
    private static final ThreadLocal<@Nullable Actor> ME = new ThreadLocal<>();
    private static final ExecutorService RUNNERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "actor");
        thread.setDaemon(true);
        return thread;
    });

    private final Random random;
    private final int switchesPerThousand;
    private final Duration patience;
    private final List<Actor> live = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong passes = new AtomicLong();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    /** @param patience for how long the one that has the turn may do without a pass */
    Turns(Random random, int switchesPerThousand, Duration patience) {
        this.patience = patience;
        this.random = random;
        this.switchesPerThousand = switchesPerThousand;
    }

    /** One thread. */
    private final class Actor implements Runnable {
        final Semaphore turn = new Semaphore(0);
        final String name;
        final Runnable task;
        volatile @Nullable Thread thread;

        Actor(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        Turns turns() {
            return Turns.this;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            ME.set(this);
            try {
                awaitTurn(this);
                task.run();
            } catch (RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                }
            } finally {
                ME.remove();
                leave(this);
            }
        }
    }

    /** Ends a thread whose run was given up. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Runs the tasks to their ends, the first as {@code a}, the next as {@code b}.
     *
     * @throws AssertionError if one threw, or does not come back although nothing keeps it from running
     */
    void run(List<Runnable> tasks) {
        for (int n = 0; n < tasks.size(); n++) {
            live.add(new Actor(Character.toString('a' + n), tasks.get(n)));
        }
        List<Actor> all = List.copyOf(live);
        all.forEach(RUNNERS::execute);
        next().turn.release();
        awaitEnd(all);
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError("an actor failed: " + thrown.getMessage(), thrown);
        }
    }

    private void awaitEnd(List<Actor> all) {
        try {
            long before = -1;
            while (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = passes.get();
                if (now == before) {
                    stopped = true;
                    AssertionError stuck = new AssertionError(
                            "the actor that has the turn does not go on: does another wait for its turn inside a lock?");
                    all.forEach(actor -> describe(actor, stuck));
                    all.forEach(actor -> actor.turn.release());
                    throw stuck;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void describe(Actor actor, AssertionError stuck) {
        Thread thread = actor.thread;
        if (thread != null) {
            AssertionError where = new AssertionError("actor " + actor.name);
            where.setStackTrace(thread.getStackTrace());
            stuck.addSuppressed(where);
        }
    }

    /** Returns the name of the calling actor, or null if the caller is none of these actors. */
    @Nullable
    String me() {
        Actor me = ME.get();
        return me == null || me.turns() != this ? null : me.name;
    }

    /** Perhaps lets another go on. To be called by an actor. */
    void pass() {
        Actor me = ME.get();
        if (me == null || me.turns() != this) {
            throw new IllegalStateException("only an actor has a turn to pass");
        }
        passes.incrementAndGet();
        if (live.size() > 1 && random.nextInt(1_000) < switchesPerThousand) {
            Actor next = next();
            if (next != me) {
                next.turn.release();
                awaitTurn(me);
            }
        }
    }

    private Actor next() {
        return live.get(random.nextInt(live.size()));
    }

    private void awaitTurn(Actor me) {
        me.turn.acquireUninterruptibly();
        if (stopped) {
            throw new Stopped();
        }
    }

    private void leave(Actor me) {
        live.remove(me);
        if (live.isEmpty()) {
            ended.countDown();
        } else {
            next().turn.release();
        }
    }
}
