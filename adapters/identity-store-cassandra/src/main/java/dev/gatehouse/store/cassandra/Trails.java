package dev.gatehouse.store.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which writes a row carried before its present one, newest first: at most four, and a question mark where more may
 * have been. A write of unknown outcome is told by the trail of the row that it meets: it is in the trail, or its
 * expected version is there and so was replaced by another. What a read has told of a version is kept for the replace
 * that commonly follows; what was forgotten makes the trail shorter, never wrong. A write id counts
 * for its row alone: a flow may use one in several stores. Thread-safe.
 */
final class Trails {
    private static final int LONGEST = 4;
    private static final int MOST = 20_000;
    private static final String UNKNOWN = "?";

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Learns the trail of a row's version; null if it has none. */
    void learn(String row, String wid, @Nullable String trail) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(version(row, wid), trail == null ? "" : trail);
    }

    /** Returns the trail of a write that takes the place of {@code replaced}. */
    String after(String row, String replaced) {
        return after(row, replaced, List.of(replaced));
    }

    /** Returns the trail that a delete leaves, itself in it: its caller, too, may have to find out what became of it. */
    String afterDelete(String row, String delete, String deleted) {
        return after(row, deleted, List.of(delete, deleted));
    }

    private static String version(String row, String wid) {
        return row + " " + wid;
    }

    private String after(String row, String replaced, List<String> newest) {
        List<String> writes = new ArrayList<>(newest);
        String before = known.getOrDefault(version(row, replaced), UNKNOWN);
        if (!before.isEmpty()) {
            writes.addAll(List.of(before.split(" ", -1)));
        }
        if (writes.size() > LONGEST) {
            return String.join(" ", writes.subList(0, LONGEST)) + " " + UNKNOWN;
        }
        return String.join(" ", writes);
    }

    static boolean contains(@Nullable String trail, String wid) {
        return trail != null && trail.contains(wid);
    }

    static boolean isComplete(@Nullable String trail) {
        return trail == null || !trail.endsWith(UNKNOWN);
    }
}
