package dev.gatehouse.policy;

import java.util.List;

/** What one policy set allows that another does not. Immutable. */
public final class AccessGain {
    private final Kind kind;
    private final List<AccessWitness> witnesses;

    /** How sure the answer is. */
    public enum Kind {
        /** Proven: every request that the one set allows, the other allows too. */
        NONE,
        /** Proven by a request that both sets were asked about. */
        SOME,
        /** Neither a proof nor a request was found; the sets may differ. */
        UNKNOWN
    }

    AccessGain(Kind kind, List<AccessWitness> witnesses) {
        this.kind = kind;
        this.witnesses = List.copyOf(witnesses);
    }

    /** Returns how sure the answer is. */
    public Kind kind() {
        return kind;
    }

    /** Returns requests that show the difference, at most 32, each for another pair of deciding statements. */
    public List<AccessWitness> witnesses() {
        return witnesses;
    }

    @Override
    public String toString() {
        return "AccessGain[" + kind + ", witnesses=" + witnesses.size() + "]";
    }
}
