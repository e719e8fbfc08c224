package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the evaluation (IAM User Guide, "Policy evaluation logic"). */
class PolicyPropertiesTest {
    private static final List<String> ACTIONS = List.of("s3:GetObject", "s3:PutObject", "sqs:SendMessage");
    private static final List<String> RESOURCES = List.of("arn:aws:s3:::b/a", "arn:aws:s3:::b/b", "arn:aws:s3:::c/a*");

    @Provide
    Arbitrary<Map<String, Object>> statement() {
        return Combinators.combine(
                        Arbitraries.of("Allow", "Allow", "Deny"),
                        Arbitraries.of("Action", "Action", "NotAction"),
                        Arbitraries.of("*", "s3:*", "s3:Get*", "s3:GetObject", "sqs:SendMessage", "s?s:*"),
                        Arbitraries.of("Resource", "Resource", "NotResource"),
                        Arbitraries.of(
                                "*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/a", "arn:aws:s3:::${aws:PrincipalTag/t}/?"),
                        Arbitraries.of("StringEquals", "StringNotLike", "StringLikeIfExists", ""))
                .as((effect, action, actions, resource, resources, operator) -> operator.isEmpty()
                        ? Map.of("Effect", effect, action, actions, resource, resources)
                        : Map.of(
                                "Effect",
                                effect,
                                action,
                                actions,
                                resource,
                                resources,
                                "Condition",
                                Map.of(operator, Map.of("aws:PrincipalTag/t", "b"))));
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> statements() {
        return statement().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<AuthorizationRequest> request() {
        return Combinators.combine(
                        Arbitraries.of(ACTIONS), Arbitraries.of(RESOURCES), Arbitraries.of("", "b", "c", "*"))
                .as((action, resource, tag) -> {
                    AuthorizationRequest.Builder request = AuthorizationRequest.builder(action, resource);
                    return tag.isEmpty()
                            ? request.build()
                            : request.principalTags(Map.of("t", tag)).build();
                });
    }

    @Property(tries = 500)
    void anExplicitDenyAlwaysWins(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("request") AuthorizationRequest request) {
        List<Map<String, Object>> denied =
                with(statements, Map.of("Effect", "Deny", "Action", request.action(), "Resource", request.resource()));

        assertThat(decide(denied, request).kind()).isEqualTo(Decision.Kind.EXPLICIT_DENY);
    }

    @Property(tries = 500)
    void addingADenyNeverWidensAndAddingAnAllowNeverNarrows(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("statement") Map<String, Object> added,
            @ForAll("request") AuthorizationRequest request) {
        boolean before = decide(statements, request).allowed();
        boolean after = decide(with(statements, added), request).allowed();

        if (added.containsValue("Deny")) {
            assertThat(after && !before).isFalse();
        } else {
            assertThat(before && !after).isFalse();
            boolean alone = decide(List.of(added), request).allowed();
            assertThat(after && !before && !alone).isFalse();
        }
    }

    @Property(tries = 500)
    void aLimitNeverWidens(
            @ForAll("statements") List<Map<String, Object>> role,
            @ForAll("statements") List<Map<String, Object>> limit,
            @ForAll("statements") List<Map<String, Object>> further,
            @ForAll("request") AuthorizationRequest request) {
        PolicyDocument identity = Policies.identity(role);
        PolicySet.Builder set = PolicySet.builder().identityPolicy("role", identity);
        boolean free = PolicyEvaluator.compile(set.build()).evaluate(request).allowed();
        set.sessionPolicy("session", Policies.identity(limit));
        boolean limited = PolicyEvaluator.compile(set.build()).evaluate(request).allowed();
        set.permissionsBoundary("boundary", Policies.identity(further));
        boolean twice = PolicyEvaluator.compile(set.build()).evaluate(request).allowed();

        assertThat(limited).isEqualTo(free && decide(limit, request).allowed());
        assertThat(twice).isEqualTo(limited && decide(further, request).allowed());
    }

    @Property(tries = 500)
    void decidesLikeTheRulesReadAloud(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("request") AuthorizationRequest request) {
        assertThat(decide(statements, request).kind()).isEqualTo(ReferenceEvaluator.decide(statements, request));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().withChars("ab*?${}'\\/:\u00e9").ofMaxLength(12);
    }

    @Property(tries = 500)
    void aVariableNeverEscapesItsValue(@ForAll("values") String value, @ForAll("values") String asked) {
        PolicyEvaluator evaluator = Policies.evaluator(Policies.identity(
                "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/t}'}"));
        AuthorizationRequest request = AuthorizationRequest.builder("s3:GetObject", "arn:aws:s3:::b/" + asked)
                .principalTags(Map.of("t", value))
                .context("a", "victim")
                .build();

        assertThat(evaluator.evaluate(request).allowed()).isEqualTo(asked.equals(value));
    }

    @Property(tries = 1000)
    void matchesLikeASimpleMatcher(@ForAll("patterns") String pattern, @ForAll("texts") String text) throws Exception {
        Template template = TemplateParser.parse(pattern, "policy", true, false);

        assertThat(template.match(text, Policies.request("s3:Get", "*")) == Match.YES)
                .isEqualTo(ReferenceEvaluator.glob(pattern, text));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\n").ofMaxLength(10);
    }

    @Property(tries = 200)
    void keepsItsTextAndItsMeaning(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("request") AuthorizationRequest request) {
        PolicyDocument document = Policies.identity(statements);
        PolicyDocument again = PolicyDocument.parse(document.toJson()).orElseThrow();

        assertThat(again).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(Policies.evaluator(again).evaluate(request).kind())
                .isEqualTo(Policies.evaluator(document).evaluate(request).kind());
    }

    private static List<Map<String, Object>> with(List<Map<String, Object>> statements, Map<String, Object> added) {
        List<Map<String, Object>> all = new ArrayList<>(statements);
        all.add(added);
        return all;
    }

    private static Decision decide(List<Map<String, Object>> statements, AuthorizationRequest request) {
        return Policies.evaluator(Policies.identity(statements)).evaluate(request);
    }
}
