package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.internal.json.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the iam-policy vectors; {@code expect} is followed also where the second opinion differs. */
class IamVectorsTest {
    private static final Map<?, ?> VECTORS = vectors();
    private static final Map<String, String> EXPECTED = Map.of(
            "allow", "ALLOW",
            "explicit-deny", "EXPLICIT_DENY",
            "implicit-deny", "IMPLICIT_DENY");

    private static Map<?, ?> vectors() {
        try (InputStream in = IamVectorsTest.class.getResourceAsStream("/vectors/iam-policy/iam_cases.json")) {
            return Json.parseObject(Objects.requireNonNull(in).readAllBytes(), 1_000_000);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object member(Map<?, ?> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    private static List<Map<?, ?>> list(String name) {
        List<Map<?, ?>> cases = new ArrayList<>();
        for (Object each : (List<?>) member(VECTORS, name)) {
            cases.add((Map<?, ?>) each);
        }
        return cases;
    }

    @Test
    void noCaseIsLeftOut() {
        assertThat(list("cases")).hasSize(97);
        assertThat(list("registration")).hasSize(11);
    }

    @TestFactory
    Stream<DynamicTest> decidesAsPublished() {
        return list("cases").stream()
                .map(each -> DynamicTest.dynamicTest((String) each.get("id"), () -> {
                    PolicyEvaluator evaluator = evaluator(each);
                    AuthorizationRequest request = request(each);

                    Decision decision = evaluator.evaluate(request);

                    assertThat(decision.kind().name())
                            .as(evaluator.explain(request).toString())
                            .isEqualTo(EXPECTED.get(each.get("expect")));
                    assertThat(evaluator.explain(request).kind()).isEqualTo(decision.kind());
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAtRegistration() {
        return list("registration").stream()
                .map(each -> DynamicTest.dynamicTest((String) each.get("id"), () -> {
                    Refusal refusal = PolicyDocument.parse(text(member(each, "policy")))
                            .asRefusal()
                            .orElseThrow();

                    assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_POLICY_DOCUMENT);
                    assertThat(refusal.rules()).hasSize(1).first().asString().startsWith("policy");
                }));
    }

    private static String text(Object policy) {
        if ("recipe: too-big".equals(policy)) {
            return Policies.document(
                    "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::" + "a".repeat(10_000) + "'}");
        }
        return policy instanceof String text ? text : Json.write(policy);
    }

    private static PolicyDocument document(DocumentKind kind, Object policy) {
        return PolicyDocument.parse(kind, Json.write(policy)).orElseThrow();
    }

    private static PolicyEvaluator evaluator(Map<?, ?> each) {
        if (each.containsKey("trustPolicy")) {
            return PolicyEvaluator.trust("trust", document(DocumentKind.TRUST, member(each, "trustPolicy")));
        }
        PolicySet.Builder set = PolicySet.builder();
        for (Object policy : (List<?>) member(each, "identityPolicies")) {
            set.identityPolicy("identity", document(DocumentKind.IDENTITY, policy));
        }
        if (each.containsKey("sessionPolicy")) {
            set.sessionPolicy("session", document(DocumentKind.IDENTITY, member(each, "sessionPolicy")));
        }
        if (each.containsKey("permissionBoundaries")) {
            for (Object policy : (List<?>) member(each, "permissionBoundaries")) {
                set.permissionsBoundary("boundary", document(DocumentKind.IDENTITY, policy));
            }
        }
        return PolicyEvaluator.compile(set.build());
    }

    private static AuthorizationRequest request(Map<?, ?> each) {
        AuthorizationRequest.Builder request =
                AuthorizationRequest.builder((String) member(each, "action"), (String) member(each, "resource"));
        if (each.get("principal") instanceof Map<?, ?> principal) {
            request.principal(PrincipalKind.FEDERATED, (String) member(principal, "Federated"));
        } else {
            request.principal((String) member(each, "principal"));
        }
        ((Map<?, ?>) member(each, "context")).forEach((key, value) -> {
            List<?> values = value instanceof List<?> list ? list : List.of(value);
            request.context((String) key, values.stream().map(String::valueOf).toList());
        });
        return request.build();
    }
}
