package dev.gatehouse.credentials.internal.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.policy.LabelledPolicy;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compiles a role's policies with a session's and a resource's, once for each combination. The key is the text itself,
 * so a changed policy is never answered from an old compilation. Bounded by the length of the texts. Thread-safe.
 *
 * <p>A shared policy that is named and cannot be found refuses everything: it may have been the one that denied.
 */
public final class PolicyCompiler {
    private static final long MAX_CHARS = 8L << 20;

    private final Cache<Texts, Outcome<PolicyEvaluator>> compiled = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARS)
            .weigher((Texts texts, Outcome<PolicyEvaluator> evaluator) -> texts.length())
            .executor(Runnable::run) // no thread of our own
            .build();

    private record Texts(
            Map<String, String> permissions,
            Map<String, String> shared,
            Optional<String> boundary,
            Map<String, String> sharedBoundary,
            Optional<String> session,
            Map<String, String> sharedSession,
            boolean scopedDown,
            List<PolicyDocument> resource) {
        int length() {
            int sum = 64 + length(permissions) + length(shared) + length(sharedBoundary) + length(sharedSession);
            for (PolicyDocument document : resource) {
                sum += document.toJson().length();
            }
            return sum
                    + boundary.map(String::length).orElse(0)
                    + session.map(String::length).orElse(0);
        }

        private static int length(Map<String, String> texts) {
            int sum = 0;
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                sum += entry.getKey().length() + entry.getValue().length();
            }
            return sum;
        }
    }

    /**
     * Returns the evaluator of one session of a role.
     *
     * @param resource the policies of the resource, if it has any
     * @param source where shared policies are found
     * @return the evaluator, or the refusal of a document that does not parse, or {@code NOT_AUTHORIZED} with
     *     {@code guard.shared-policy} for a shared policy that is gone
     */
    public Outcome<PolicyEvaluator> evaluator(
            Role role,
            SessionLimits limits,
            List<PolicyDocument> resource,
            Function<PolicyReference, Optional<String>> source) {
        Map<String, String> shared = new TreeMap<>();
        Map<String, String> boundary = new TreeMap<>();
        Map<String, String> session = new TreeMap<>();
        boolean whole = resolve(role.sharedPolicies(), source, shared)
                && resolve(role.sharedBoundary().stream().toList(), source, boundary)
                && resolve(limits.shared(), source, session);
        if (!whole) {
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "guard.shared-policy"));
        }
        return compiled.get(
                new Texts(
                        role.permissionPolicies(),
                        shared,
                        role.permissionsBoundary(),
                        boundary,
                        limits.policy(),
                        session,
                        limits.scopedDown(),
                        List.copyOf(resource)),
                PolicyCompiler::compile);
    }

    private static boolean resolve(
            Iterable<PolicyReference> references,
            Function<PolicyReference, Optional<String>> source,
            Map<String, String> found) {
        for (PolicyReference reference : references) {
            Optional<String> text = source.apply(reference);
            if (text.isEmpty()) {
                return false;
            }
            found.put(reference.name(), text.get());
        }
        return true;
    }

    private static Outcome<PolicyEvaluator> compile(Texts texts) {
        Map<String, String> boundaries = new TreeMap<>(texts.sharedBoundary());
        Map<String, String> sessions = new TreeMap<>(texts.sharedSession());
        texts.session().ifPresent(text -> sessions.put(" session policy", text)); // no name has a space
        texts.boundary().ifPresent(text -> boundaries.put(" permissions boundary", text));
        return parse(texts.permissions())
                .then(own -> parse(texts.shared())
                        .then(shared -> parse(boundaries)
                                .then(limits -> parse(sessions)
                                        .map(session ->
                                                PolicyEvaluator.compile(set(texts, own, shared, limits, session))))));
    }

    private static PolicySet set(
            Texts texts,
            List<LabelledPolicy> own,
            List<LabelledPolicy> shared,
            List<LabelledPolicy> boundaries,
            List<LabelledPolicy> session) {
        PolicySet.Builder set = PolicySet.builder();
        own.forEach(policy -> set.identityPolicy(policy.label(), policy.document()));
        shared.forEach(policy -> set.identityPolicy(policy.label(), policy.document()));
        boundaries.forEach(policy -> set.permissionsBoundary(policy.label(), policy.document()));
        if (!session.isEmpty()) {
            set.sessionPolicies(session);
        }
        if (texts.scopedDown()) {
            set.sessionPolicies(GuestScopeDown.POLICIES);
        }
        texts.resource().forEach(document -> set.resourcePolicy("resource policy", document));
        return set.build();
    }

    private static Outcome<List<LabelledPolicy>> parse(Map<String, String> texts) {
        List<LabelledPolicy> policies = new ArrayList<>();
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            Outcome<PolicyDocument> document = PolicyDocument.parse(text.getValue());
            Optional<Refusal> fault = document.asRefusal();
            if (fault.isPresent()) {
                return Outcome.refused(fault.get());
            }
            policies.add(new LabelledPolicy(text.getKey().strip(), document.orElseThrow()));
        }
        return Outcome.success(policies);
    }
}
