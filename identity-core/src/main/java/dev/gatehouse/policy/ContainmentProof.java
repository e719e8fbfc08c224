package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;

/** Proves, statement by statement, that one policy set allows nothing that another does not allow. */
final class ContainmentProof {
    /** Pairs of statements beyond which no proof is tried. */
    private static final long MAX_PAIRS = 4_000_000;

    private final PolicySet wide;
    private final PolicySet narrow;

    private ContainmentProof(PolicySet wide, PolicySet narrow) {
        this.wide = wide;
        this.narrow = narrow;
    }

    /**
     * Returns whether every request that {@code narrow} allows is surely allowed by {@code wide}: each of its allows is
     * covered by one of the other, each deny of the other by one of its own, and each limit of the other contains one of
     * its own.
     */
    static boolean holds(PolicySet wide, PolicySet narrow) {
        ContainmentProof proof = new ContainmentProof(wide, narrow);
        return proof.isShort() && proof.grantsNoMore() && proof.deniesNoLess() && proof.limitsNoLess();
    }

    private boolean isShort() {
        long[] counts = new long[2];
        wide.forEachStatement((layer, policy, statement) -> counts[0]++);
        narrow.forEachStatement((layer, policy, statement) -> counts[1]++);
        return counts[0] * counts[1] <= MAX_PAIRS;
    }

    private boolean grantsNoMore() {
        for (PolicySet.Group group : narrow.groups()) {
            if (!group.isLimit()) {
                List<Statement> covering = new ArrayList<>();
                wide.groups().stream()
                        .filter(other -> other.layer() == group.layer())
                        .forEach(other -> covering.addAll(other.statements(Effect.ALLOW)));
                if (!allCovered(group.statements(Effect.ALLOW), covering)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean deniesNoLess() {
        List<Statement> denials = new ArrayList<>();
        narrow.groups().forEach(group -> denials.addAll(group.statements(Effect.DENY)));
        return wide.groups().stream().allMatch(group -> allCovered(group.statements(Effect.DENY), denials));
    }

    private boolean limitsNoLess() {
        return wide.groups().stream()
                .filter(PolicySet.Group::isLimit)
                .allMatch(limit -> narrow.groups().stream()
                        .filter(PolicySet.Group::isLimit)
                        .anyMatch(own -> allCovered(own.statements(Effect.ALLOW), limit.statements(Effect.ALLOW))));
    }

    private static boolean allCovered(List<Statement> statements, List<Statement> covering) {
        return statements.stream()
                .allMatch(each -> covering.stream().anyMatch(other -> StatementCover.covers(other, each)));
    }
}
