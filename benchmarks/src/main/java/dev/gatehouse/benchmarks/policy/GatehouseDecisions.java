package dev.gatehouse.benchmarks.policy;

import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PolicySet;
import java.util.StringJoiner;

/** Gatehouse: one statement for each folder, all of one action. */
final class GatehouseDecisions {
    private static final int MAX_CHARS = 100_000_000;

    private final PolicyEvaluator evaluator;
    private final AuthorizationRequest own;
    private final AuthorizationRequest foreign;

    GatehouseDecisions(int statements) {
        StringJoiner all = new StringJoiner(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}");
        for (int i = 0; i < statements; i++) {
            all.add("{\"Effect\":\"Allow\",\"Action\":\"s3:" + Folders.ACTION + "\",\"Resource\":\"arn:aws:s3:::"
                    + Folders.folder(i) + "*\"}");
        }
        PolicyDocument document =
                PolicyDocument.parse(all.toString(), MAX_CHARS).orElseThrow();
        evaluator = PolicyEvaluator.compile(
                PolicySet.builder().identityPolicy("folders", document).build());
        own = request(Folders.last(statements));
        foreign = request(Folders.foreign());
        Folders.require(allowed() && !denied());
    }

    private static AuthorizationRequest request(String path) {
        return AuthorizationRequest.builder("s3:" + Folders.ACTION, "arn:aws:s3:::" + path)
                .principal("arn:aws:sts::000000000000:assumed-role/photographer/session")
                .build();
    }

    boolean allowed() {
        return evaluator.evaluate(own).allowed();
    }

    boolean denied() {
        return evaluator.evaluate(foreign).allowed();
    }
}
