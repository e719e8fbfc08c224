package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The policies that decide one principal's requests. Immutable and thread-safe.
 *
 * <p>Identity policies add up, and so do resource policies. Every call that adds session policies or boundaries adds a
 * limit of its own: inside one call policies add up, across calls they intersect, so a further call never widens.
 */
public final class PolicySet {
    private final List<Group> groups;

    /** Policies of one layer that add up. */
    record Group(PolicyLayer layer, List<LabelledPolicy> policies) {
        Group {
            policies = List.copyOf(policies);
        }

        List<Statement> statements(Effect effect) {
            return policies.stream()
                    .flatMap(policy -> policy.document().statements().stream())
                    .filter(statement -> statement.effect() == effect)
                    .toList();
        }

        boolean isLimit() {
            return layer == PolicyLayer.BOUNDARY || layer == PolicyLayer.SESSION;
        }
    }

    private PolicySet(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    /** Returns an empty builder. A set without policies allows nothing. */
    public static Builder builder() {
        return new Builder();
    }

    List<Group> groups() {
        return groups;
    }

    /** Receives the statements of a set one by one. */
    interface StatementVisitor {
        void visit(PolicyLayer layer, LabelledPolicy policy, Statement statement);
    }

    void forEachStatement(StatementVisitor visitor) {
        for (Group group : groups) {
            for (LabelledPolicy policy : group.policies()) {
                for (Statement statement : policy.document().statements()) {
                    visitor.visit(group.layer(), policy, statement);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "PolicySet[groups=" + groups.size() + "]";
    }

    /** Builds a set. Not thread-safe. */
    public static final class Builder {
        private final List<LabelledPolicy> identity = new ArrayList<>();
        private final List<LabelledPolicy> resource = new ArrayList<>();
        private final List<Group> limits = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a policy of the role.
         *
         * @throws IllegalArgumentException if the document is not of kind {@link DocumentKind#IDENTITY}
         */
        public Builder identityPolicy(String label, PolicyDocument document) {
            identity.add(labelled(label, document, DocumentKind.IDENTITY));
            return this;
        }

        /**
         * Adds a limit: the session can do no more than this policy allows.
         *
         * @throws IllegalArgumentException if the document is not of kind {@link DocumentKind#IDENTITY}
         */
        public Builder sessionPolicy(String label, PolicyDocument document) {
            return limit(PolicyLayer.SESSION, List.of(new LabelledPolicy(label, document)));
        }

        /**
         * Adds a limit: the session can do no more than these policies allow together. An empty list allows nothing.
         *
         * @throws IllegalArgumentException if a document is not of kind {@link DocumentKind#IDENTITY}
         */
        public Builder sessionPolicies(List<LabelledPolicy> policies) {
            return limit(PolicyLayer.SESSION, policies);
        }

        /**
         * Adds a limit: the role can do no more than this policy allows.
         *
         * @throws IllegalArgumentException if the document is not of kind {@link DocumentKind#IDENTITY}
         */
        public Builder permissionsBoundary(String label, PolicyDocument document) {
            return limit(PolicyLayer.BOUNDARY, List.of(new LabelledPolicy(label, document)));
        }

        /**
         * Adds a policy of the resource, which is in the principal's own account.
         *
         * @throws IllegalArgumentException if the document is not of kind {@link DocumentKind#RESOURCE}
         */
        public Builder resourcePolicy(String label, PolicyDocument document) {
            resource.add(labelled(label, document, DocumentKind.RESOURCE));
            return this;
        }

        /** Returns the set. */
        public PolicySet build() {
            List<Group> groups = new ArrayList<>();
            groups.add(new Group(PolicyLayer.IDENTITY, identity));
            groups.add(new Group(PolicyLayer.RESOURCE, resource));
            groups.addAll(limits);
            return new PolicySet(groups);
        }

        private Builder limit(PolicyLayer layer, List<LabelledPolicy> policies) {
            policies.forEach(each -> labelled(each.label(), each.document(), DocumentKind.IDENTITY));
            limits.add(new Group(layer, policies));
            return this;
        }

        private static LabelledPolicy labelled(String label, PolicyDocument document, DocumentKind kind) {
            if (document.kind() != kind) {
                throw new IllegalArgumentException("a document of kind " + kind + " is needed");
            }
            return new LabelledPolicy(label, document);
        }
    }
}
