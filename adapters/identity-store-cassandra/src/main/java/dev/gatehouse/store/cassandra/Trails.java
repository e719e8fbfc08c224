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
 * that commonly follows; what was forgotten makes the trail shorter, never wrong. Thread-safe.
 */
final class Trails {
    private static final int LONGEST = 4;
    private static final int MOST = 20_000;
    private static final String UNKNOWN = "?";

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Learns the trail of a version; null if it has none. */
    void learn(String wid, @Nullable String trail) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(wid, trail == null ? "" : trail);
    }

    /** Returns the trail of a write that takes the place of {@code replaced}. */
    String after(String replaced) {
        return after(replaced, List.of(replaced));
    }

    /** Returns the trail that a delete leaves, itself in it: its caller, too, may have to find out what became of it. */
    String afterDelete(String delete, String deleted) {
        return after(deleted, List.of(delete, deleted));
    }

    private String after(String replaced, List<String> newest) {
        List<String> writes = new ArrayList<>(newest);
        String before = known.getOrDefault(replaced, UNKNOWN);
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
