package dev.gatehouse.policy;

import dev.gatehouse.internal.json.Json;
import java.util.List;
import java.util.Map;

/** Short ways to documents and requests for the tests of this package. */
final class Policies {
    static final String CALLER = "arn:aws:sts::123456789012:assumed-role/Photos/session";

    private Policies() {}

    static PolicyDocument identity(String statements) {
        return PolicyDocument.parse(document(statements)).orElseThrow();
    }

    static PolicyDocument resource(String statements) {
        return PolicyDocument.parse(DocumentKind.RESOURCE, document(statements)).orElseThrow();
    }

    static PolicyDocument trust(String statements) {
        return PolicyDocument.parse(DocumentKind.TRUST, document(statements)).orElseThrow();
    }

    static String document(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements.replace('\'', '"') + "]}";
    }

    static PolicyDocument identity(List<Map<String, Object>> statements) {
        String text = Json.write(Map.of("Version", "2012-10-17", "Statement", statements));
        return PolicyDocument.parse(text, 1_000_000).orElseThrow();
    }

    static PolicyEvaluator evaluator(PolicyDocument... documents) {
        PolicySet.Builder set = PolicySet.builder();
        for (PolicyDocument document : documents) {
            set.identityPolicy("role", document);
        }
        return PolicyEvaluator.compile(set.build());
    }

    static AuthorizationRequest request(String action, String resource) {
        return AuthorizationRequest.builder(action, resource).principal(CALLER).build();
    }
}
