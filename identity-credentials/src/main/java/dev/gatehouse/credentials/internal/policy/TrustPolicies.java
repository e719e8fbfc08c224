package dev.gatehouse.credentials.internal.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;

/** Compiles trust policies once for each text. Bounded by the length of the texts. Thread-safe. */
public final class TrustPolicies {
    private static final long MAX_CHARS = 4L << 20;

    private final Cache<String, PolicyEvaluator> compiled = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARS)
            .weigher((String text, PolicyEvaluator evaluator) -> 64 + text.length())
            .executor(Runnable::run) // no thread of our own
            .build();

    /**
     * Returns the evaluator of a role's trust policy.
     *
     * @throws dev.gatehouse.IdentityException if it does not parse, which registration does not let in
     */
    public PolicyEvaluator of(String trustPolicy) {
        return compiled.get(
                trustPolicy,
                text -> PolicyEvaluator.trust(
                        "trust", PolicyDocument.parse(DocumentKind.TRUST, text).orElseThrow()));
    }
}
