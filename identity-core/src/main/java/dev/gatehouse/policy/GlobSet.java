package dev.gatehouse.policy;

import java.util.Collection;
import java.util.List;

/** The texts that one of some patterns matches, or, as a complement, that none does. */
final class GlobSet {
    static final GlobSet ALL = new GlobSet(true, List.of());
    static final GlobSet NONE = new GlobSet(false, List.of());

    private final boolean complement;
    private final List<Glob> globs;

    private GlobSet(boolean complement, Collection<Glob> globs) {
        this.complement = complement;
        this.globs = List.copyOf(globs);
    }

    static GlobSet of(Collection<Glob> globs) {
        return new GlobSet(false, globs);
    }

    static GlobSet outside(Collection<Glob> globs) {
        return new GlobSet(true, globs);
    }

    boolean isComplement() {
        return complement;
    }

    List<Glob> globs() {
        return globs;
    }

    boolean test(String text) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(text)) {
                return !complement;
            }
        }
        return complement;
    }

    /** Returns whether every match of the pattern is in the set; never wrongly true. */
    boolean holdsAll(Glob pattern) {
        return complement
                ? globs.stream().noneMatch(each -> each.overlaps(pattern))
                : globs.stream().anyMatch(each -> each.contains(pattern));
    }

    /** Returns whether some match of the pattern is in the set; never wrongly false. */
    boolean holdsSome(Glob pattern) {
        return complement
                ? globs.stream().noneMatch(each -> each.contains(pattern))
                : globs.stream().anyMatch(each -> each.overlaps(pattern));
    }
}
