package dev.gatehouse.store.cassandra;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Directory entries that this process knows to be written; forgets all when it holds too many. Thread-safe. */
final class Seen {
    private static final int MOST = 50_000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    boolean contains(String name) {
        return names.contains(name);
    }

    void add(String name) {
        if (names.size() >= MOST) {
            names.clear();
        }
        names.add(name);
    }
}
