package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts that are in every one of some sets. */
final class Region {
    static final Region ALL = new Region(List.of());
    static final Region NONE = new Region(List.of(GlobSet.NONE));

    private final List<GlobSet> sets;

    private Region(List<GlobSet> sets) {
        this.sets = List.copyOf(sets);
    }

    Region and(GlobSet set) {
        List<GlobSet> more = new ArrayList<>(sets);
        more.add(set);
        return new Region(more);
    }

    boolean test(String text) {
        for (int i = 0; i < sets.size(); i++) {
            if (!sets.get(i).test(text)) {
                return false;
            }
        }
        return true;
    }

    List<GlobSet> sets() {
        return sets;
    }

    Stream<Glob> globs() {
        return sets.stream().flatMap(set -> set.globs().stream());
    }

    /** Returns whether every match of the pattern is in the region; never wrongly true. */
    boolean holdsAll(Glob pattern) {
        return sets.stream().allMatch(set -> set.holdsAll(pattern));
    }

    /** Returns whether some match of the pattern is in the region; never wrongly false. */
    boolean holdsSome(Glob pattern) {
        return sets.stream().allMatch(set -> set.holdsSome(pattern));
    }
}
