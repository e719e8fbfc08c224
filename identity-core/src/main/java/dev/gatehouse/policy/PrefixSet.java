package dev.gatehouse.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set of keys written as prefixes and single keys, for the {@code WHERE} of a list: the most specific entry decides.
 * A key that is listed itself is in or out by that; else the longest listed prefix of it decides; else it is out.
 * Immutable and thread-safe. Keys compare by UTF-16 units.
 */
public final class PrefixSet {
    private final String[] entries;
    private final boolean[] self;
    private final boolean[] rest;
    private final int[] parents;

    private PrefixSet(List<Entry> sorted) {
        int count = sorted.size();
        this.entries = new String[count];
        this.self = new boolean[count];
        this.rest = new boolean[count];
        this.parents = new int[count];
        Deque<Integer> above = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            Entry entry = sorted.get(i);
            entries[i] = entry.text();
            self[i] = entry.self();
            rest[i] = entry.rest();
            while (!above.isEmpty() && !entry.text().startsWith(entries[above.peek()])) {
                above.pop();
            }
            parents[i] = above.isEmpty() ? -1 : above.peek();
            above.push(i);
        }
    }

    /** A text that is in or not, and whether those of its extensions that no longer entry speaks of are. */
    private record Entry(String text, boolean self, boolean rest) {}

    /** Returns the set that answers at each of some texts, and between them, as the predicates do. */
    static PrefixSet of(Collection<String> texts, Predicate<String> self, Predicate<String> rest) {
        List<Entry> needed = new ArrayList<>();
        Deque<Entry> above = new ArrayDeque<>();
        TreeSet<String> sorted = new TreeSet<>(texts);
        sorted.add("");
        for (String text : sorted) {
            while (!above.isEmpty() && !text.startsWith(above.element().text())) {
                above.pop();
            }
            boolean outer = !above.isEmpty() && above.element().rest();
            Entry entry = new Entry(text, self.test(text), rest.test(text));
            if (entry.self() != outer || entry.rest() != outer) {
                needed.add(entry);
                above.push(entry);
            }
        }
        return new PrefixSet(needed);
    }

    /** Returns whether the key is in the set. Allocates nothing. */
    public boolean contains(String key) {
        int at = Arrays.binarySearch(entries, key);
        if (at >= 0) {
            return self[at];
        }
        at = -at - 2;
        while (at >= 0 && !key.startsWith(entries[at])) {
            at = parents[at];
        }
        return at >= 0 && rest[at];
    }

    /** Returns the prefixes of keys that are in, unless a longer entry says otherwise; {@code ""} stands for all keys. */
    public List<String> prefixes() {
        return prefixes(true);
    }

    /** Returns prefixes below one of {@link #prefixes()} of keys that are out, unless a longer entry says otherwise. */
    public List<String> excludedPrefixes() {
        return prefixes(false);
    }

    /** Returns single keys that are in, although the longest prefix around them, if any, leaves them out. */
    public List<String> keys() {
        return keys(true);
    }

    /** Returns single keys that are out, although the longest prefix around them has them in. */
    public List<String> excludedKeys() {
        return keys(false);
    }

    /** Returns whether no key is in. */
    public boolean isEmpty() {
        return entries.length == 0;
    }

    private List<String> prefixes(boolean in) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            if (rest[i] == in && rest[i] != outer(i)) {
                found.add(entries[i]);
            }
        }
        return found;
    }

    private List<String> keys(boolean in) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            if (self[i] == in && rest[i] != in) {
                found.add(entries[i]);
            }
        }
        return found;
    }

    private boolean outer(int i) {
        return parents[i] >= 0 && rest[parents[i]];
    }

    /** Two sets are equal if they hold the same keys. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrefixSet that
                && Arrays.equals(entries, that.entries)
                && Arrays.equals(self, that.self)
                && Arrays.equals(rest, that.rest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries) * 31 * 31 + Arrays.hashCode(self) * 31 + Arrays.hashCode(rest);
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "PrefixSet[entries=" + entries.length + "]";
    }
}
