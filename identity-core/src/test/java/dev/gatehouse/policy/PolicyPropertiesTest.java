package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.RandomPolicies.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the evaluation (IAM User Guide, "Policy evaluation logic"). */
class PolicyPropertiesTest {
    @Provide
    Arbitrary<Map<String, Object>> statement() {
        return RandomPolicies.statement();
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> statements() {
        return RandomPolicies.statements();
    }

    @Provide
    Arbitrary<Asked> asked() {
        return RandomPolicies.asked();
    }

    @Property(tries = 500)
    void anExplicitDenyAlwaysWins(
            @ForAll("statements") List<Map<String, Object>> statements, @ForAll("asked") Asked asked) {
        List<Map<String, Object>> denied =
                with(statements, Map.of("Effect", "Deny", "Action", asked.action(), "Resource", "*"));

        assertThat(decide(denied, asked).kind()).isEqualTo(Decision.Kind.EXPLICIT_DENY);
    }

    @Property(tries = 1000)
    void addingADenyNeverWidensAndAddingAnAllowWidensOnlyByWhatItAllows(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("statement") Map<String, Object> added,
            @ForAll("asked") Asked asked) {
        boolean before = decide(statements, asked).allowed();
        boolean after = decide(with(statements, added), asked).allowed();

        if (added.containsValue("Deny")) {
            assertThat(after && !before).isFalse();
        } else {
            assertThat(before && !after).isFalse();
            boolean alone = decide(List.of(added), asked).allowed();
            assertThat(after && !before && !alone).isFalse();
        }
    }

    @Property(tries = 500)
    void aLimitNeverWidens(
            @ForAll("statements") List<Map<String, Object>> role,
            @ForAll("statements") List<Map<String, Object>> limit,
            @ForAll("statements") List<Map<String, Object>> further,
            @ForAll("asked") Asked asked) {
        AuthorizationRequest request = asked.request();
        PolicySet.Builder set = PolicySet.builder().identityPolicy("role", Policies.identity(role));
        boolean free = PolicyEvaluator.compile(set.build()).evaluate(request).allowed();
        set.sessionPolicy("session", Policies.identity(limit));
        boolean limited = PolicyEvaluator.compile(set.build()).evaluate(request).allowed();
        set.permissionsBoundary("boundary", Policies.identity(further));
        boolean twice = PolicyEvaluator.compile(set.build()).evaluate(request).allowed();

        assertThat(limited).isEqualTo(free && decide(limit, asked).allowed());
        assertThat(twice).isEqualTo(limited && decide(further, asked).allowed());
    }

    @Property(tries = 1000)
    void addingAStatementToALimitWidensOnlyByWhatItAllows(
            @ForAll("statements") List<Map<String, Object>> role,
            @ForAll("statements") List<Map<String, Object>> limit,
            @ForAll("statement") Map<String, Object> added,
            @ForAll("asked") Asked asked) {
        boolean before = limited(role, limit, asked);
        boolean after = limited(role, with(limit, added), asked);

        assertThat(after && !decide(role, asked).allowed()).isFalse();
        assertThat(after && !before && !decide(List.of(added), asked).allowed()).isFalse();
    }

    @Property(tries = 3000)
    void decidesLikeTheRulesReadAloud(
            @ForAll("statements") List<Map<String, Object>> statements, @ForAll("asked") Asked asked) {
        assertThat(decide(statements, asked).kind())
                .isEqualTo(ReferenceEvaluator.decide(statements, asked.action(), asked.resource(), asked.context()));
    }

    @Property(tries = 500)
    void decidesLikeTheRulesReadAloudWithLimits(
            @ForAll("statements") List<Map<String, Object>> role,
            @ForAll("statements") List<Map<String, Object>> limit,
            @ForAll("asked") Asked asked) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(role))
                .sessionPolicy("session", Policies.identity(limit))
                .build();

        assertThat(PolicyEvaluator.compile(set).evaluate(asked.request()).kind())
                .isEqualTo(ReferenceEvaluator.decide(new ReferenceEvaluator.Question(
                        role, List.of(limit), asked.action(), asked.resource(), asked.context())));
    }

    @Property(tries = 300)
    void theIndexChangesNoAnswer(
            @ForAll("statements") List<Map<String, Object>> statements, @ForAll("asked") Asked asked) {
        List<Map<String, Object>> many = new ArrayList<>(statements);
        for (int i = 0; i < 40; i++) {
            many.add(Map.of("Effect", "Allow", "Action", "s3:GetObject", "Resource", "arn:aws:s3:::other/" + i + "/*"));
        }

        assertThat(decide(many, asked).kind())
                .isEqualTo(decide(statements, asked).kind());
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

    @Property(tries = 500)
    void aVariableNeverEscapesItsValueInAnyOperator(@ForAll("values") String value, @ForAll("values") String given) {
        String variable = "':{'aws:x':'${aws:PrincipalTag/t}'}}}";
        String allow = "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'";
        AuthorizationRequest request = AuthorizationRequest.builder("s3:GetObject", "arn:aws:s3:::b")
                .principalTags(Map.of("t", value))
                .context("aws:x", given)
                .build();

        for (String operator : List.of("StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnLike", "Bool")) {
            boolean allowed = Policies.evaluator(Policies.identity(allow + operator + variable))
                    .evaluate(request)
                    .allowed();
            boolean expected = switch (operator) {
                case "ArnLike" -> given.equals(value) && given.matches("arn:([^:]*:){4}.*");
                case "Bool" -> given.equals(value) && given.matches("true|false");
                case "StringEqualsIgnoreCase" -> given.equalsIgnoreCase(value);
                default -> given.equals(value);
            };
            assertThat(allowed).as(operator).isEqualTo(expected);
        }
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
            @ForAll("statements") List<Map<String, Object>> statements, @ForAll("asked") Asked asked) {
        PolicyDocument document = Policies.identity(statements);
        PolicyDocument again = PolicyDocument.parse(document.toJson()).orElseThrow();

        assertThat(again).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(Policies.evaluator(again).evaluate(asked.request()).kind())
                .isEqualTo(
                        Policies.evaluator(document).evaluate(asked.request()).kind());
    }

    private static boolean limited(List<Map<String, Object>> role, List<Map<String, Object>> limit, Asked asked) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(role))
                .permissionsBoundary("boundary", Policies.identity(limit))
                .build();
        return PolicyEvaluator.compile(set).evaluate(asked.request()).allowed();
    }

    private static List<Map<String, Object>> with(List<Map<String, Object>> statements, Map<String, Object> added) {
        List<Map<String, Object>> all = new ArrayList<>(statements);
        all.add(added);
        return all;
    }

    private static Decision decide(List<Map<String, Object>> statements, Asked asked) {
        return Policies.evaluator(Policies.identity(statements)).evaluate(asked.request());
    }
}
