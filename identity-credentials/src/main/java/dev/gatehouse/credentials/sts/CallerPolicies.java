package dev.gatehouse.credentials.sts;

import dev.gatehouse.Outcome;
import dev.gatehouse.credentials.internal.policy.PolicyCompiler;
import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PolicySet;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Says what a caller may do: by its role's policies within its boundaries and its session's, and for the root user
 * everything. Thread-safe.
 */
public final class CallerPolicies {
    private static final PolicyEvaluator EVERYTHING = PolicyEvaluator.compile(PolicySet.builder()
            .identityPolicy("root user", PolicyDocument.parse("""
                            {"Version": "2012-10-17",
                             "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
                            """).orElseThrow())
            .build());

    private final InstantSource clock;
    private final PolicyCompiler policies = new PolicyCompiler();

    /** Returns a judge of callers. */
    public CallerPolicies(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Decides, with the explanation of every statement where the answer is no.
     *
     * @param action {@code service:Action}
     * @param resourceArn the ARN of what is acted on, or {@code *} where the action has none
     * @param context further condition keys that were verified, such as {@code aws:SourceIp}
     * @return the decision, or {@code NOT_AUTHORIZED} with {@code guard.shared-policy} if a shared policy is gone, or
     *     {@code INVALID_PARAMETER} with {@code policy.request.*} for an action or a resource over its limit
     * @throws IllegalArgumentException if {@code context} names a key that the caller sets
     * @throws dev.gatehouse.spi.StoreException if a shared policy cannot be read
     */
    public Outcome<Decision> decide(
            StsCaller caller, String action, String resourceArn, Map<String, List<String>> context) {
        return evaluator(caller)
                .then(policy -> question(caller, action, resourceArn, context).map(question -> {
                    Decision decision = policy.evaluate(question);
                    return decision.allowed() ? decision : policy.explain(question);
                }));
    }

    private Outcome<PolicyEvaluator> evaluator(StsCaller caller) {
        return caller.root()
                ? Outcome.success(EVERYTHING)
                : policies.evaluator(caller.role(), caller.limits(), List.of(), caller::sharedPolicy);
    }

    private Outcome<AuthorizationRequest> question(
            StsCaller caller, String action, String resourceArn, Map<String, List<String>> context) {
        Instant time = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        AuthorizationRequest.Builder builder = AuthorizationRequest.builder(action, resourceArn)
                .principal(caller.arn())
                .context("aws:CurrentTime", time.toString())
                .context("aws:EpochTime", Long.toString(time.getEpochSecond()));
        caller.keys().forEach(builder::context);
        context.forEach(builder::context);
        return builder.tryBuild();
    }

    @Override
    public String toString() {
        return "CallerPolicies";
    }
}
