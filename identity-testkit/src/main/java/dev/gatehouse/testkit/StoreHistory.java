package dev.gatehouse.testkit;

import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What many callers asked of the alias, one-time, token family and attempt stores of an engine, when, and what each
 * was answered: a history, which must be linearizable (Herlihy and Wing, 1990). That is, every verb on a row seems to
 * happen at one moment between its call and its answer, and does what {@code RowStore} says it does alone. A verb that
 * threw has an unknown outcome: it happened at some moment after its call, or never.
 *
 * <pre>{@code
 * StoreHistory history = new StoreHistory();
 * Stores one = history.recording(firstNode);
 * Stores other = history.recording(secondNode);
 * // any load, by any number of threads, through one and other
 * history.assertLinearizable();
 * }</pre>
 *
 * Rows are judged one by one, each from its absence, so a history begins on rows that were never written. Instants in
 * values have no more than milliseconds. Rows do not expire while they are recorded, except for a {@code sweep}
 * through the recorded stores. Listings are not judged. All of it is kept in memory. Thread-safe; judge when all callers
 * are done.
 */
public final class StoreHistory {
    private static final int BUDGET = 2_000_000;

    /** Which row of which store. */
    private record Place(String store, RowKey key) {}

    private record Event(Place place, Call call) {}

    private record Swept(String store, Call call) {}

    private final AtomicLong ticks = new AtomicLong();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Queue<Swept> sweeps = new ConcurrentLinkedQueue<>();

    /** Makes an empty history. */
    public StoreHistory() {}

    /** Returns stores that record into this history: one call for each node of an engine. */
    public Stores recording(Stores stores) {
        return new RecordedStores(stores, this);
    }

    /** Returns how many calls were recorded. */
    public int size() {
        return events.size();
    }

    /**
     * Judges every row.
     *
     * @throws AssertionError if a row's answers are impossible, with its store, its key and its calls in order; calls
     *     marked ! are where no explanation goes on
     * @throws IllegalStateException if a row has so many concurrent or unanswered calls that 2 million steps decide
     *     nothing
     */
    public void assertLinearizable() {
        rows().forEach((place, calls) -> new Linearizability(calls, BUDGET)
                .violation()
                .ifPresent(why -> {
                    throw new AssertionError(place.store() + " " + place.key() + ": " + why);
                }));
    }

    private Map<Place, List<Call>> rows() {
        Map<Place, List<Call>> rows = new LinkedHashMap<>();
        events.forEach(event ->
                rows.computeIfAbsent(event.place(), place -> new ArrayList<>()).add(event.call()));
        sweeps.forEach(swept -> rows.forEach((place, calls) -> {
            if (place.store().equals(swept.store())) {
                calls.add(swept.call());
            }
        }));
        return rows;
    }

    <T> T record(String store, RowKey key, Ask ask, Supplier<T> verb) {
        String caller = caller();
        long invoked = ticks.incrementAndGet();
        boolean answered = false;
        try {
            T answer = verb.get();
            answered = true;
            add(store, key, new Call(caller, ask, invoked, ticks.incrementAndGet(), answer));
            return answer;
        } finally {
            if (!answered) {
                add(store, key, new Call(caller, ask, invoked, Call.NEVER, null));
            }
        }
    }

    void add(String store, RowKey key, Call call) {
        events.add(new Event(new Place(store, key), call));
    }

    /** Notes that expired rows of a store may be gone from now on. */
    void sweeping(String store, Ask.Sweep sweep) {
        String caller = caller();
        sweeps.add(new Swept(store, new Call(caller, sweep, ticks.incrementAndGet(), Call.NEVER, null)));
    }

    private static String caller() {
        return Thread.currentThread().getName() + " " + Thread.currentThread().getId();
    }
}
