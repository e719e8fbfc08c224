package dev.gatehouse.credentials.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.Outcome;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.spi.store.Role;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compiles a role's policies with a session's, once for each combination. The key is the text itself, so a changed
 * policy is never answered from an old compilation. Bounded by the length of the texts. Thread-safe.
 */
final class PolicyCompiler {
    private static final long MAX_CHARS = 8L << 20;

    private final Cache<Texts, Outcome<PolicyEvaluator>> compiled = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARS)
            .weigher((Texts texts, Outcome<PolicyEvaluator> evaluator) -> texts.length())
            .executor(Runnable::run) // no thread of our own
            .build();

    private record Texts(Map<String, String> permissions, Optional<String> boundary, Optional<String> session) {
        int length() {
            int sum = 64;
            for (Map.Entry<String, String> entry : permissions.entrySet()) {
                sum += entry.getKey().length() + entry.getValue().length();
            }
            return sum
                    + boundary.map(String::length).orElse(0)
                    + session.map(String::length).orElse(0);
        }
    }

    /** Returns the evaluator, or the refusal of a document that does not parse. */
    Outcome<PolicyEvaluator> evaluator(Role role, Optional<String> sessionPolicy) {
        Texts texts = new Texts(role.permissionPolicies(), role.permissionsBoundary(), sessionPolicy);
        return compiled.get(texts, PolicyCompiler::compile);
    }

    private static Outcome<PolicyEvaluator> compile(Texts texts) {
        PolicySet.Builder set = PolicySet.builder();
        Outcome<PolicySet.Builder> result = Outcome.success(set);
        for (Map.Entry<String, String> policy : new TreeMap<>(texts.permissions()).entrySet()) {
            result = result.then(builder -> PolicyDocument.parse(policy.getValue())
                    .map(document -> builder.identityPolicy(policy.getKey(), document)));
        }
        if (texts.boundary().isPresent()) {
            String text = texts.boundary().get();
            result = result.then(builder -> PolicyDocument.parse(text)
                    .map(document -> builder.permissionsBoundary("permissions boundary", document)));
        }
        if (texts.session().isPresent()) {
            String text = texts.session().get();
            result = result.then(builder ->
                    PolicyDocument.parse(text).map(document -> builder.sessionPolicy("session policy", document)));
        }
        return result.map(builder -> PolicyEvaluator.compile(builder.build()));
    }
}
