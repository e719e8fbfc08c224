package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy set, compiled to answer requests. Immutable and thread-safe; costs its policies once, then each decision
 * costs only the statements that can speak of the request's action.
 */
public final class PolicyEvaluator {
    static final int MAX_REPORTS = 1_000;
    private static final Map<PolicyLayer, Decision> IMPLICIT = implicit();

    private final List<StatementIndex> grants;
    private final List<StatementIndex> limits;

    private PolicyEvaluator(List<StatementIndex> grants, List<StatementIndex> limits) {
        this.grants = List.copyOf(grants);
        this.limits = List.copyOf(limits);
    }

    private static Map<PolicyLayer, Decision> implicit() {
        Map<PolicyLayer, Decision> decisions = new EnumMap<>(PolicyLayer.class);
        for (PolicyLayer layer : PolicyLayer.values()) {
            decisions.put(layer, Decision.implicit(layer));
        }
        return decisions;
    }

    /** Returns the evaluator of {@code policies}. */
    public static PolicyEvaluator compile(PolicySet policies) {
        List<StatementIndex> grants = new ArrayList<>();
        List<StatementIndex> limits = new ArrayList<>();
        for (PolicySet.Group group : policies.groups()) {
            (group.isLimit() ? limits : grants).add(new StatementIndex(group));
        }
        return new PolicyEvaluator(grants, limits);
    }

    /**
     * Returns the evaluator of a role's trust policy: it allows a request whose principal the policy names, such as
     * {@code sts:AssumeRoleWithWebIdentity} by a {@link PrincipalKind#FEDERATED} principal. Session tags need a second
     * request for {@code sts:TagSession}. The request's resource is not looked at.
     *
     * @throws IllegalArgumentException if the document is not of kind {@link DocumentKind#TRUST}
     */
    public static PolicyEvaluator trust(String label, PolicyDocument document) {
        if (document.kind() != DocumentKind.TRUST) {
            throw new IllegalArgumentException("a document of kind TRUST is needed");
        }
        List<LabelledPolicy> policies = List.of(new LabelledPolicy(label, document));
        StatementIndex index = new StatementIndex(new PolicySet.Group(PolicyLayer.TRUST, policies));
        return new PolicyEvaluator(List.of(index), List.of());
    }

    /** Returns the decision, without an explanation. */
    public Decision evaluate(AuthorizationRequest request) {
        StatementIndex.Entry granted = null;
        boolean unlimited = false;
        for (int i = 0; i < grants.size(); i++) {
            StatementIndex index = grants.get(i);
            StatementIndex.Entry entry = index.decide(request);
            if (entry == null) {
                continue;
            }
            if (entry.statement().effect() == Effect.DENY) {
                return entry.decision();
            }
            if (index.layer() == PolicyLayer.RESOURCE) {
                Principals.Grant grant = StatementIndex.grant(entry.statement(), request);
                unlimited = grant == Principals.Grant.SESSION;
                if (grant == Principals.Grant.ACCOUNT || (granted != null && !unlimited)) {
                    continue;
                }
            }
            granted = entry;
        }
        PolicyLayer missing = granted == null ? grants.get(0).layer() : null;
        for (int i = 0; i < limits.size(); i++) {
            StatementIndex.Entry entry = limits.get(i).decide(request);
            if (entry == null) {
                missing = missing == null && !unlimited ? limits.get(i).layer() : missing;
            } else if (entry.statement().effect() == Effect.DENY) {
                return entry.decision();
            }
        }
        return granted == null || missing != null ? denied(missing) : granted.decision();
    }

    private static Decision denied(@Nullable PolicyLayer layer) {
        PolicyLayer named = layer == null ? PolicyLayer.IDENTITY : layer;
        Decision decision = IMPLICIT.get(named);
        return decision == null ? Decision.implicit(named) : decision;
    }

    /**
     * Returns the same decision with an {@link Explanation}, which looks at every statement of every policy and reports
     * the first 1,000.
     */
    public Decision explain(AuthorizationRequest request) {
        Decision decision = evaluate(request);
        List<StatementReport> reports = new ArrayList<>();
        int omitted = 0;
        for (StatementIndex index : indexes()) {
            for (LabelledPolicy policy : index.policies()) {
                for (Statement statement : policy.document().statements()) {
                    boolean decided = decision.isBy(statement);
                    if (!decided && reports.size() >= MAX_REPORTS) {
                        omitted++;
                        continue;
                    }
                    StatementReport report = StatementReport.of(index.layer(), policy, statement, request);
                    reports.add(decided ? 0 : reports.size(), report);
                }
            }
        }
        return decision.with(new Explanation(reports, omitted));
    }

    List<StatementIndex> indexes() {
        List<StatementIndex> all = new ArrayList<>(grants);
        all.addAll(limits);
        return all;
    }
}
