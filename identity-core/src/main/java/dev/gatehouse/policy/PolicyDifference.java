package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What changes when one policy set takes the place of another. Immutable and thread-safe.
 *
 * <p>Exact: the changed statements; a witness, which is a request that the evaluators of both sets really decided
 * differently; and {@link AccessGain.Kind#NONE}, which is a proof, statement by statement, and stands only where no
 * request speaks against it. Approximate: the search for witnesses, which tries texts that the patterns of both sets
 * name, share, or alone match, and contexts that fulfil or break their conditions, up to 100,000 requests, fewer for
 * more than 200 statements. Where neither
 * ends with a result, the answer is {@link AccessGain.Kind#UNKNOWN}; a difference that needs three statements to meet may
 * be hidden there.
 */
public final class PolicyDifference {
    private final List<StatementChange> changes;
    private final AccessGain gained;
    private final AccessGain lost;

    private PolicyDifference(List<StatementChange> changes, AccessGain gained, AccessGain lost) {
        this.changes = List.copyOf(changes);
        this.gained = gained;
        this.lost = lost;
    }

    /** Returns the difference for an anonymous principal with any context. */
    public static PolicyDifference between(PolicySet first, PolicySet second) {
        return between(first, second, KnownContext.builder().build());
    }

    /**
     * Returns the difference.
     *
     * @param known the principal and what is known of its requests; a proof holds for every context, the witnesses are
     *     within this one
     */
    public static PolicyDifference between(PolicySet first, PolicySet second, KnownContext known) {
        PolicyEvaluator before = PolicyEvaluator.compile(first);
        PolicyEvaluator after = PolicyEvaluator.compile(second);
        Witnesses gained = new Witnesses();
        Witnesses lost = new Witnesses();
        new Probes(List.of(first, second), known).forEach(request -> {
            Decision then = before.evaluate(request);
            Decision now = after.evaluate(request);
            if (now.allowed() && !then.allowed()) {
                gained.add(request, now, then);
            } else if (then.allowed() && !now.allowed()) {
                lost.add(request, then, now);
            }
        });
        return new PolicyDifference(
                StatementKey.changes(first, second),
                gained.gain(() -> ContainmentProof.holds(first, second)),
                lost.gain(() -> ContainmentProof.holds(second, first)));
    }

    /** Collects witnesses, one for each pair of decisions. */
    private static final class Witnesses {
        private static final int MAX = 32;

        private final List<AccessWitness> found = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        void add(AuthorizationRequest request, Decision allowing, Decision denying) {
            if (found.size() < MAX && seen.add(allowing.summary() + '\n' + denying.summary())) {
                found.add(new AccessWitness(request, allowing, denying));
            }
        }

        AccessGain gain(BooleanSupplier proof) {
            if (!found.isEmpty()) {
                return new AccessGain(AccessGain.Kind.SOME, found);
            }
            return new AccessGain(proof.getAsBoolean() ? AccessGain.Kind.NONE : AccessGain.Kind.UNKNOWN, List.of());
        }
    }

    /** Returns the statements that only one of the sets has, compared element by element without regard to order. */
    public List<StatementChange> changes() {
        return changes;
    }

    /** Returns what the second set allows and the first does not. */
    public AccessGain gained() {
        return gained;
    }

    /** Returns what the first set allows and the second does not. */
    public AccessGain lost() {
        return lost;
    }

    /** Returns whether both sets are proven to allow the same. */
    public boolean isProvenSame() {
        return gained.kind() == AccessGain.Kind.NONE && lost.kind() == AccessGain.Kind.NONE;
    }

    @Override
    public String toString() {
        return "PolicyDifference[changes=" + changes.size() + ", gained=" + gained + ", lost=" + lost + "]";
    }
}
