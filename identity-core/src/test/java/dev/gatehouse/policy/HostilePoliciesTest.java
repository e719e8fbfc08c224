package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Refusal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents and requests made to cost time or memory: refused, or answered in time of their size. */
class HostilePoliciesTest {
    private static final int HUGE = 64_000_000;
    /** Generous for a shared machine, and far below what quadratic work on these inputs would take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Duration cpu(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    }

    private static PolicyDocument parsed(String statements) {
        return PolicyDocument.parse(Policies.document(statements), HUGE).orElseThrow();
    }

    private static AuthorizationRequest get(String resource) {
        return Policies.request("s3:GetObject", resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/%d/*'}",
                "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::${aws:x}/%d'}",
                "{'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::*%d'}",
                "{'Effect':'Allow','Action':'x%d:*','Resource':'*'}"
            })
    void aHundredThousandStatementsAreCompiledAndAnsweredInTimeOfTheirNumber(String form) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            statements.add(form.replace("%d", Integer.toString(i)));
        }
        String all = String.join(",", statements);

        assertThat(cpu(() -> {
                    PolicyEvaluator evaluator = Policies.evaluator(parsed(all));
                    assertThat(evaluator.evaluate(get("arn:aws:s3:::c/x")).allowed())
                            .isFalse();
                    assertThat(evaluator
                                    .explain(get("arn:aws:s3:::c/x"))
                                    .explanation()
                                    .orElseThrow()
                                    .statements())
                            .hasSizeLessThanOrEqualTo(PolicyEvaluator.MAX_REPORTS + 1);
                }))
                .isLessThan(PATIENCE);
    }

    @Test
    void aHundredThousandResourcesOfOneStatementAreFoundByTheirPrefix() {
        List<String> resources = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            resources.add("'arn:aws:s3:::b/" + i + "/*'");
        }
        PolicyEvaluator evaluator =
                Policies.evaluator(parsed("{'Effect':'Allow','Action':'s3:GetObject','Resource':" + resources + "}"));

        assertThat(cpu(() -> {
                    for (int i = 0; i < 120_000; i++) {
                        assertThat(evaluator
                                        .evaluate(get("arn:aws:s3:::b/" + i + "/x"))
                                        .allowed())
                                .isEqualTo(i < 100_000);
                    }
                }))
                .isLessThan(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "?*", "*${aws:x}", "${aws:x}*a", "*aa*"})
    void pathologicalWildcardsCostTheirLengthTimesTheTexts(String piece) {
        String pattern = "arn:" + piece.repeat(20_000) + "b";
        PolicyEvaluator evaluator = Policies.evaluator(parsed("{'Effect':'Allow','Action':'s3:*','Resource':'" + pattern
                + "','Condition':{'StringLike':{'aws:y':'" + pattern + "'}}}"));
        AuthorizationRequest request = AuthorizationRequest.builder("s3:GetObject", "arn:" + "a".repeat(2_000))
                .context("aws:x", "")
                .context("aws:y", Collections.nCopies(7, "arn:" + "a".repeat(8_000)))
                .build();

        assertThat(cpu(() -> assertThat(evaluator.evaluate(request).allowed()).isFalse()))
                .isLessThan(PATIENCE);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = Policies.document(
                "{'Effect':'Allow','Action':'s3:*','Resource':" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThat(PolicyDocument.parse(deep, HUGE)
                        .asRefusal()
                        .map(Refusal::rules)
                        .orElseThrow())
                .first()
                .asString()
                .startsWith("policy: json.too-deep");
    }

    @Test
    void membersThatComeTwiceAreRefused() {
        for (String statement : List.of(
                "{'Effect':'Deny','Effect':'Allow','Action':'s3:*','Resource':'*'}",
                "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:x':'true','aws:x':'false'}}}",
                "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{},'Bool':{}}}")) {
            assertThat(PolicyDocument.parse(Policies.document(statement))
                            .asRefusal()
                            .map(Refusal::rules)
                            .orElseThrow())
                    .first()
                    .asString()
                    .startsWith("policy: json.duplicate-name");
        }
    }

    @Test
    void aHugeVariableIsRefused() {
        String statement = "{'Effect':'Allow','Action':'s3:*','Resource':'arn:${" + "a".repeat(513) + "}'}";

        assertThat(PolicyDocument.parse(Policies.document(statement)).asRefusal())
                .isPresent();
    }

    @Test
    void tenDocumentsOfTheMaximumSizeAreOnePolicySet() {
        PolicySet.Builder set = PolicySet.builder();
        for (int i = 0; i < 10; i++) {
            String head = "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b" + i + "/";
            int left = DocumentKind.IDENTITY.defaultMaxChars()
                    - Policies.document(head + "*'}").length();
            set.identityPolicy("p" + i, Policies.identity(head + "x".repeat(left) + "*'}"));
        }
        PolicyEvaluator evaluator = PolicyEvaluator.compile(set.build());

        assertThat(evaluator.evaluate(get("arn:aws:s3:::b9/")).allowed()).isFalse();
        assertThat(evaluator
                        .explain(get("arn:aws:s3:::b9/"))
                        .explanation()
                        .orElseThrow()
                        .statements())
                .hasSize(10);
    }

    @Test
    void aDifferenceMakesUpNoRequestOverTheLimits() {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            conditions.add("'aws:x" + i + "':'" + "a".repeat(8_000) + "'");
        }
        PolicySet strict = PolicySet.builder()
                .identityPolicy(
                        "role",
                        parsed(
                                "{'Effect':'Allow','Action':'s3:*','Resource':'arn:${aws:y}','Condition':{'StringEquals':{"
                                        + String.join(",", conditions) + "}}}"))
                .build();
        PolicySet loose = PolicySet.builder()
                .identityPolicy("role", parsed("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"))
                .build();

        assertThat(PolicyDifference.between(strict, loose).gained().kind()).isEqualTo(AccessGain.Kind.SOME);
        assertThat(PolicyDifference.between(loose, strict).gained().kind()).isEqualTo(AccessGain.Kind.NONE);
    }

    @Test
    void analysisOfHostilePoliciesIsBoundedToo() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            statements.add("{'Effect':'" + (i % 7 == 0 ? "Deny" : "Allow") + "','Action':'s" + i % 9
                    + ":*','Resource':'arn:*a*b*" + i + "*${aws:x}*'}");
        }
        PolicySet set = PolicySet.builder()
                .identityPolicy("role", parsed(String.join(",", statements)))
                .build();
        PolicySet other = PolicySet.builder()
                .identityPolicy("role", parsed(String.join(",", statements.subList(1, 300))))
                .build();
        KnownContext nothing = KnownContext.builder().build();

        assertThat(cpu(() -> {
                    PolicyAnalysis analysis = PolicyAnalysis.of(set, nothing);
                    assertThat(analysis.ask("arn:" + "*a".repeat(1_000), List.of("s3:*"))
                                    .get(0)
                                    .answer())
                            .isEqualTo(Answer.CONDITIONAL);
                    assertThat(analysis.filter("s3:Get").keys("arn:").isExact()).isFalse();
                    assertThat(PolicyDifference.between(set, other).changes()).hasSize(1);
                }))
                .isLessThan(PATIENCE);
    }
}
