package dev.gatehouse.credentials.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.WriteId;
import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.spi.store.PolicyReference;
import dev.gatehouse.spi.store.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What limits a session never widens it, whatever the documents say. */
class PolicyCompilerTest {
    private static final WriteId INCARNATION = new WriteId("ab".repeat(16));
    private static final PolicyReference SHARED = new PolicyReference("shared", INCARNATION);
    private static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "sts:AssumeRole", "iam:PassRole");
    private static final List<String> RESOURCES = List.of("arn:aws:s3:::a/1", "arn:aws:s3:::a/2", "arn:aws:s3:::b/1");

    private final PolicyCompiler compiler = new PolicyCompiler();

    private static Role.Builder role(String own) {
        return Role.builder()
                .arn("arn:aws:iam::123456789012:role/R")
                .incarnation(INCARNATION)
                .trustPolicy("{}")
                .permissionPolicies(Map.of("own", own))
                .createdAt(Instant.EPOCH);
    }

    private PolicyEvaluator evaluator(Role role, SessionLimits limits, Map<PolicyReference, String> shared) {
        return compiler.evaluator(role, limits, List.of(), reference -> Optional.ofNullable(shared.get(reference)))
                .orElseThrow();
    }

    private static void narrower(PolicyEvaluator narrow, PolicyEvaluator wide) {
        for (String action : ACTIONS) {
            for (String resource : RESOURCES) {
                AuthorizationRequest request = AuthorizationRequest.builder(action, resource)
                        .principal("arn:aws:sts::123456789012:assumed-role/R/s")
                        .build();
                if (narrow.evaluate(request).allowed()) {
                    assertThat(wide.evaluate(request).allowed()).isTrue();
                }
            }
        }
    }

    @Property(tries = 300)
    void aSessionPolicyNeverWidens(@ForAll("documents") String own, @ForAll("documents") String session) {
        PolicyEvaluator wide = evaluator(role(own).build(), SessionLimits.none(), Map.of());
        SessionLimits inline = new SessionLimits(Optional.of(session), Set.of(), false);
        SessionLimits shared = new SessionLimits(Optional.empty(), Set.of(SHARED), false);

        narrower(evaluator(role(own).build(), inline, Map.of()), wide);
        narrower(evaluator(role(own).build(), shared, Map.of(SHARED, session)), wide);
    }

    @Property(tries = 300)
    void aBoundaryAndTheScopeDownOfGuestsNeverWiden(
            @ForAll("documents") String own, @ForAll("documents") String session, @ForAll("documents") String bound) {
        SessionLimits limits = new SessionLimits(Optional.of(session), Set.of(), false);
        SessionLimits scoped = new SessionLimits(Optional.of(session), Set.of(), true);
        PolicyEvaluator wide = evaluator(role(own).build(), limits, Map.of());
        Map<PolicyReference, String> shared = new HashMap<>(Map.of(SHARED, bound));

        narrower(evaluator(role(own).build(), scoped, Map.of()), wide);
        narrower(evaluator(role(own).permissionsBoundary(bound).build(), limits, Map.of()), wide);
        narrower(evaluator(role(own).sharedBoundary(Optional.of(SHARED)).build(), limits, shared), wide);
    }

    @Property(tries = 300)
    void attachingASharedPolicyGrantsOnlyWhatItAllows(
            @ForAll("documents") String own, @ForAll("documents") String attached) {
        Role with = role(own).sharedPolicies(Set.of(SHARED)).build();
        PolicyEvaluator both = evaluator(with, SessionLimits.none(), Map.of(SHARED, attached));
        PolicyEvaluator first = evaluator(role(own).build(), SessionLimits.none(), Map.of());
        PolicyEvaluator second = evaluator(role(attached).build(), SessionLimits.none(), Map.of());
        for (String action : ACTIONS) {
            for (String resource : RESOURCES) {
                AuthorizationRequest request =
                        AuthorizationRequest.builder(action, resource).build();
                if (both.evaluate(request).allowed()) {
                    assertThat(first.evaluate(request).allowed()
                                    || second.evaluate(request).allowed())
                            .isTrue();
                }
            }
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> effects = Arbitraries.of("Allow", "Allow", "Deny");
        Arbitrary<String> actions = Arbitraries.of("*", "s3:*", "s3:GetObject", "s3:Put*", "sts:*", "iam:PassRole");
        Arbitrary<String> resources = Arbitraries.of("*", "arn:aws:s3:::a/*", "arn:aws:s3:::b/*", "arn:aws:s3:::a/1");
        return Combinators.combine(effects, actions, resources)
                .as("{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}"::formatted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(statements -> "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }
}
