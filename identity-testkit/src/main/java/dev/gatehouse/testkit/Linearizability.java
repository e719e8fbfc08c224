package dev.gatehouse.testkit;

import dev.gatehouse.spi.store.Versioned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether the calls of one row could have happened one after the other, each at one moment between its
 * beginning and its answer: the search of Wing and Gong (1993) with the memory of Lowe (2017). A call without answer
 * happens at some moment after its beginning, or never.
 */
final class Linearizability {
    /** What was done so far, and the row that came of it. */
    private record Configuration(BitSet done, Optional<Versioned<Object>> row) {}

    private final List<Call> calls;
    private final int completed;
    private final int budget;
    private final Deque<Configuration> open = new ArrayDeque<>();
    private final Set<Configuration> seen = new HashSet<>();
    private Configuration furthest = new Configuration(new BitSet(), Optional.empty());
    private int reached = -1;

    /**
     * @param calls all calls of one row, which was absent before
     * @param budget how many configurations may be looked at
     */
    Linearizability(List<Call> calls, int budget) {
        this.calls =
                calls.stream().sorted(Comparator.comparingLong(Call::invoked)).toList();
        this.completed = (int) calls.stream().filter(call -> !call.isPending()).count();
        this.budget = budget;
    }

    /**
     * Returns why no order explains the calls, or empty if one does.
     *
     * @throws IllegalStateException if that can't be decided within the budget
     */
    Optional<String> violation() {
        visit(furthest);
        while (!open.isEmpty()) {
            Configuration here = open.pop();
            int done = count(here);
            if (done == completed) {
                return Optional.empty();
            }
            if (done > reached) {
                reached = done;
                furthest = here;
            }
            if (seen.size() > budget) {
                throw new IllegalStateException("undecided after " + budget + " steps: too many calls of one row have"
                        + " no answer, or ran at one time");
            }
            expand(here);
        }
        return Optional.of(explanation());
    }

    private int count(Configuration here) {
        return (int) here.done().stream().filter(n -> !calls.get(n).isPending()).count();
    }

    /** Takes a step for every call that may be next. One that never changes a row and is right here waits for nothing. */
    private void expand(Configuration here) {
        List<Integer> candidates = candidates(here.done());
        for (int n : candidates) {
            Call call = calls.get(n);
            if (call.changesNothing()
                    && call.ask().next(here.row(), call.answer()).equals(List.of(here.row()))) {
                visit(after(here, n, here.row()));
                return;
            }
        }
        for (int n : candidates) {
            Call call = calls.get(n);
            for (Optional<Versioned<Object>> row : call.ask().next(here.row(), call.answer())) {
                if (!call.isPending() || !row.equals(here.row())) {
                    visit(after(here, n, row));
                }
            }
        }
    }

    private static Configuration after(Configuration here, int call, Optional<Versioned<Object>> row) {
        BitSet done = (BitSet) here.done().clone();
        done.set(call);
        return new Configuration(done, row);
    }

    private void visit(Configuration next) {
        if (seen.add(next)) {
            open.push(next);
        }
    }

    /** Returns the calls that began before any other, not yet done, was answered. */
    private List<Integer> candidates(BitSet done) {
        List<Integer> candidates = new ArrayList<>();
        long answered = Call.NEVER;
        for (int n = done.nextClearBit(0); n < calls.size(); n = done.nextClearBit(n + 1)) {
            if (calls.get(n).invoked() > answered) {
                break;
            }
            answered = Math.min(answered, calls.get(n).returned());
            candidates.add(n);
        }
        return candidates;
    }

    private String explanation() {
        StringBuilder text =
                new StringBuilder("no order of these calls explains their answers; the longest way leaves the row at ");
        text.append(furthest.row()).append(", and none of the calls marked ! can follow:");
        List<Integer> stuck = candidates(furthest.done());
        for (int n = 0; n < calls.size(); n++) {
            String mark = furthest.done().get(n) ? "  " : stuck.contains(n) ? "! " : "? ";
            text.append("\n  ").append(mark).append(calls.get(n));
        }
        return text.toString();
    }
}
