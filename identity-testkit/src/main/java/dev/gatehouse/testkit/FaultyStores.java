package dev.gatehouse.testkit;

import dev.gatehouse.Page;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs several actors at once, one store verb at a time, in an order that a seed decides, and lets faults befall the
 * verbs as the seed says. Whoever has the turn runs alone from one verb to the next, so the same seed replays the same
 * run, if the actors draw their randomness from the seed too and read no real clock.
 *
 * <pre>{@code
 * FaultyStores faulty = FaultyStores.seeded(seed);
 * MyNode one = MyNode.on(faulty.around(stores));
 * MyNode other = MyNode.on(faulty.around(stores));
 * faulty.run(() -> one.confirm(code), () -> other.confirm(code));
 * faulty.explaining(() -> assertThat(winners).isLessThanOrEqualTo(1));
 * }</pre>
 *
 * By default a quarter of all seeds has no faults but only the order, a half has each {@link Fault} at 30 of 1,000
 * verbs, a quarter at 100; who has the turn passes it on at 20, 100, 300 or 600 of 1,000 chances, of which each verb
 * has two, one before it takes effect and one before its answer arrives. Verbs that are called by no actor of a
 * running {@link #run} befalls nothing. An actor that waits for a turn keeps its locks: one that holds a lock around a
 * verb may stop the run, which fails after 20 s with the stacks. For one run; not for use by threads other than its
 * own actors while it runs.
 */
public final class FaultyStores {
    private static final int[] SWITCHES = {20, 100, 300, 600};
    private static final int[] RATES = {0, 30, 30, 100};
    private static final int LATEST = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<Fault, Integer> rates = new EnumMap<>(Fault.class);
    private final List<String> schedule = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private final long seed;
    private final Random random;
    private @Nullable Turns turns;
    private int turn;

    private FaultyStores(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        int rate = RATES[random.nextInt(RATES.length)];
        for (Fault fault : Fault.values()) {
            rates.put(fault, rate);
        }
    }

    /** A write on its way. */
    private record Late(int due, String what, Runnable write) {}

    /** Returns what the seed says. */
    public static FaultyStores seeded(long seed) {
        return new FaultyStores(seed);
    }

    /**
     * Sets how often a fault happens; 0 for never.
     *
     * @param perThousand of 1,000 verbs that it can befall; 0 to 200
     */
    public FaultyStores rate(Fault fault, int perThousand) {
        if (perThousand < 0 || perThousand > 200) {
            throw new IllegalArgumentException("a fault befalls 0 to 200 of 1,000 verbs");
        }
        rates.put(fault, perThousand);
        return this;
    }

    /** Returns stores with faults for an actor: one call for each node of an engine. */
    public Stores around(Stores stores) {
        return InterceptedStores.around(stores, new Faulty());
    }

    /**
     * Runs the actors to their ends, and then lets the last late writes arrive. An actor handles the
     * {@code StoreException} that its flow may raise itself.
     *
     * @throws AssertionError if an actor threw anything, with the seed and the schedule
     * @throws IllegalStateException if it was called before
     */
    public void run(Runnable... actors) {
        if (turns != null) {
            throw new IllegalStateException("a seed runs once");
        }
        Turns all = new Turns(random, SWITCHES[random.nextInt(SWITCHES.length)], PATIENCE);
        turns = all;
        explaining(() -> all.run(List.of(actors)));
        deliver(Integer.MAX_VALUE);
    }

    /**
     * Runs a check.
     *
     * @throws AssertionError what the check throws, with the seed and the schedule in its message
     */
    public void explaining(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + this, e);
        }
    }

    /** Returns the verbs in the order in which they took effect: actor, verb, fault. */
    public List<String> schedule() {
        return List.copyOf(schedule);
    }

    /** Returns the seed and the schedule, one verb a line. */
    @Override
    public String toString() {
        return "seed " + seed + ":\n  " + String.join("\n  ", schedule);
    }

    private void deliver(int now) {
        Iterator<Late> waiting = late.iterator();
        while (waiting.hasNext()) {
            Late next = waiting.next();
            if (next.due() <= now) {
                waiting.remove();
                schedule.add(next.what() + " arrives late");
                next.write().run();
            }
        }
    }

    /** Returns whether the calling thread is an actor that runs: what it asks of the stores may fail. */
    public boolean isActor() {
        Turns running = turns;
        return running != null && running.me() != null;
    }

    private Optional<Fault> fate(StoreVerb verb) {
        List<Fault> possible = !verb.isWrite()
                ? verb.name().equals("find")
                        ? List.of(Fault.FAIL_BEFORE)
                        : List.of(Fault.FAIL_BEFORE, Fault.TORN_LISTING)
                : List.of(Fault.FAIL_BEFORE, Fault.LOSE_ANSWER, Fault.ARRIVE_LATE, Fault.REPEAT);
        int chance = random.nextInt(1_000);
        for (Fault fault : possible) {
            chance -= rates.getOrDefault(fault, 0);
            if (chance < 0) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private final class Faulty implements StoreInterceptor {
        @Override
        public <T> T call(StoreVerb verb, Supplier<T> proceed) {
            Turns running = turns;
            String me = running == null ? null : running.me();
            if (running == null || me == null) {
                return proceed.get();
            }
            running.pass();
            deliver(++turn);
            Optional<Fault> fault = fate(verb);
            String what = me + " " + verb;
            schedule.add(what + fault.map(happens -> " " + happens).orElse(""));
            T answer = fault.isEmpty() ? proceed.get() : befall(fault.get(), what, proceed, running);
            running.pass();
            return answer;
        }

        private <T> T befall(Fault fault, String what, Supplier<T> proceed, Turns running) {
            if (fault == Fault.TORN_LISTING) {
                return torn(proceed, running);
            }
            if (fault == Fault.ARRIVE_LATE) {
                late.add(new Late(turn + 1 + random.nextInt(LATEST), what, () -> {
                    T unused = proceed.get();
                }));
            }
            T answer = fault == Fault.REPEAT || fault == Fault.LOSE_ANSWER ? proceed.get() : null;
            if (fault == Fault.REPEAT) {
                return proceed.get();
            }
            running.pass();
            throw new StoreException(
                    what + " " + fault + ", by the test" + (answer == null ? "" : " after it was done"));
        }

        @SuppressWarnings("unchecked") // a page of the same rows
        private <T> T torn(Supplier<T> proceed, Turns running) {
            T first = proceed.get();
            running.pass();
            T last = proceed.get();
            return first instanceof Page<?> before && last instanceof Page<?> after
                    ? (T) TornListing.of(before, after, random)
                    : last;
        }
    }
}
