package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.RandomPolicies.Asked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A filter says what the evaluator says, or that it cannot tell. */
class FilterPropertiesTest {
    private static final String BASE = "arn:aws:s3:::b/";

    @Provide
    Arbitrary<List<Map<String, Object>>> statements() {
        return RandomPolicies.statements();
    }

    @Provide
    Arbitrary<Asked> asked() {
        return RandomPolicies.asked();
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().withChars("abc/*").ofMaxLength(4);
    }

    @Provide
    Arbitrary<Map<String, List<String>>> contexts() {
        return RandomPolicies.context();
    }

    private static KnownContext.Builder known(Map<String, List<String>> context) {
        KnownContext.Builder builder = KnownContext.builder();
        context.forEach(builder::context);
        return builder;
    }

    @Property(tries = 2000)
    void withTheWholeContextTheVerdictIsTheEvaluators(
            @ForAll("statements") List<Map<String, Object>> role,
            @ForAll("statements") List<Map<String, Object>> limit,
            @ForAll("asked") Asked asked,
            @ForAll("keys") String key) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(role))
                .sessionPolicy("session", Policies.identity(limit))
                .build();
        ResourceFilter filter = PolicyAnalysis.of(
                        set, known(asked.context()).nothingElse().build())
                .filter(asked.action());
        KeyPrefixes keys = filter.keys(BASE);

        boolean allowed = PolicyEvaluator.compile(set)
                .evaluate(new Asked(asked.action(), BASE + key, asked.context()).request())
                .allowed();

        assertThat(filter.test(BASE + key)).isEqualTo(allowed ? Answer.ALLOWED : Answer.DENIED);
        assertThat(filter.allowed().test(BASE + key)).isEqualTo(allowed);
        assertThat(filter.possible().test(BASE + key)).isEqualTo(allowed);
        requireHonest(keys, key, allowed);
    }

    @Provide
    Arbitrary<String> principals() {
        return Arbitraries.of(
                "'Principal':'*'",
                "'Principal':{'AWS':'" + Policies.CALLER + "'}",
                "'Principal':{'AWS':'arn:aws:iam::123456789012:role/Photos'}",
                "'Principal':{'AWS':'123456789012'}",
                "'Principal':{'Service':'ec2.amazonaws.com'}",
                "'NotPrincipal':{'AWS':'" + Policies.CALLER + "'}");
    }

    @Property(tries = 1000)
    void resourcePoliciesCountAsTheEvaluatorCountsThem(
            @ForAll("principals") String principal,
            @ForAll boolean allow,
            @ForAll("statements") List<Map<String, Object>> role,
            @ForAll("statements") List<Map<String, Object>> limit,
            @ForAll("keys") String key) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(role))
                .permissionsBoundary("boundary", Policies.identity(limit))
                .resourcePolicy(
                        "bucket",
                        Policies.resource("{'Effect':'" + (allow ? "Allow" : "Deny") + "'," + principal
                                + ",'Action':'s3:*','Resource':['arn:aws:s3:::b/a*','arn:aws:s3:::b/c']}"))
                .build();
        ResourceFilter filter = PolicyAnalysis.of(
                        set,
                        KnownContext.builder()
                                .principal(Policies.CALLER)
                                .nothingElse()
                                .build())
                .filter("s3:GetObject");

        boolean allowed = PolicyEvaluator.compile(set)
                .evaluate(Policies.request("s3:GetObject", BASE + key))
                .allowed();

        assertThat(filter.test(BASE + key)).isEqualTo(allowed ? Answer.ALLOWED : Answer.DENIED);
        requireHonest(filter.keys(BASE), key, allowed);
    }

    private static void requireHonest(KeyPrefixes keys, String key, boolean allowed) {
        boolean sure = keys.fold(
                exact -> exact.allowed().contains(key), check -> check.allowed().contains(key));
        assertThat(sure && !allowed).isFalse();
        assertThat(allowed && !keys.candidates().contains(key)).isFalse();
        if (keys.isExact()) {
            assertThat(sure).isEqualTo(allowed);
        }
    }

    @Property(tries = 2000)
    void withPartOfTheContextACertainVerdictIsTheEvaluators(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("asked") Asked asked,
            @ForAll("contexts") Map<String, List<String>> later,
            @ForAll("keys") String key) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(statements))
                .build();
        ResourceFilter filter =
                PolicyAnalysis.of(set, known(asked.context()).build()).filter(asked.action());
        Map<String, List<String>> whole = new LinkedHashMap<>(later);
        whole.putAll(asked.context());

        boolean allowed = PolicyEvaluator.compile(set)
                .evaluate(new Asked(asked.action(), BASE + key, whole).request())
                .allowed();

        Answer answer = filter.test(BASE + key);
        assertThat(answer).isIn(allowed ? Answer.ALLOWED : Answer.DENIED, Answer.CONDITIONAL);
        requireHonest(filter.keys(BASE), key, allowed);
    }

    @Property(tries = 1000)
    void theFilterOfAKeySaysWhatTheEvaluatorSaysOfItsValue(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("asked") Asked asked,
            @ForAll("keys") String value) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(statements))
                .build();
        Map<String, List<String>> others = new LinkedHashMap<>(asked.context());
        others.remove("s3:x");
        ValueFilter filter = PolicyAnalysis.of(set, known(others).nothingElse().build())
                .filter(asked.action(), asked.resource(), "S3:x");
        Map<String, List<String>> whole = new LinkedHashMap<>(others);
        whole.put("s3:x", List.of(value));
        PolicyEvaluator evaluator = PolicyEvaluator.compile(set);

        boolean allowed = evaluator
                .evaluate(new Asked(asked.action(), asked.resource(), whole).request())
                .allowed();
        boolean without = evaluator
                .evaluate(new Asked(asked.action(), asked.resource(), others).request())
                .allowed();

        assertThat(filter.test(value)).isIn(allowed ? Answer.ALLOWED : Answer.DENIED, Answer.CONDITIONAL);
        assertThat(filter.withoutValue()).isEqualTo(without ? Answer.ALLOWED : Answer.DENIED);
        requireHonest(filter.keys(), value, allowed);
    }

    @Property(tries = 1000)
    void aProvenAnswerHoldsForEveryRequestItSpeaksOf(
            @ForAll("statements") List<Map<String, Object>> statements,
            @ForAll("asked") Asked asked,
            @ForAll("keys") String key) {
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", Policies.identity(statements))
                .build();
        PolicyAnalysis analysis = PolicyAnalysis.of(set, KnownContext.builder().build());
        boolean allowed = PolicyEvaluator.compile(set)
                .evaluate(new Asked(asked.action(), BASE + key, asked.context()).request())
                .allowed();

        for (ActionAnswer answer : analysis.ask(BASE + "*", List.of("s3:Get*", "*", asked.action()))) {
            boolean spoken = !answer.action().equals("s3:Get*")
                    || AsciiCase.lower(asked.action()).startsWith("s3:get");
            if (spoken) {
                assertThat(answer.answer()).isIn(allowed ? Answer.ALLOWED : Answer.DENIED, Answer.CONDITIONAL);
            }
        }
    }
}
