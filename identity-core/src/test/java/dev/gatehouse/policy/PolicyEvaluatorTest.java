package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM User Guide, "Policy evaluation logic". */
class PolicyEvaluatorTest {
    private static final String OWN =
            "{'Sid':'OwnFolder','Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/t}/*'}";
    private static final String OBJECT = "arn:aws:s3:::b/x";

    @Nested
    class ResourcePolicies {
        private Decision decide(String principal, boolean identityAllows, boolean limited) {
            PolicySet.Builder set = PolicySet.builder()
                    .resourcePolicy(
                            "bucket",
                            Policies.resource("{'Effect':'Allow','Principal':" + principal
                                    + ",'Action':'s3:GetObject','Resource':'*'}"));
            if (identityAllows) {
                set.identityPolicy("role", Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"));
            }
            if (limited) {
                set.sessionPolicy("session", Policies.identity("{'Effect':'Allow','Action':'sqs:*','Resource':'*'}"));
            }
            return PolicyEvaluator.compile(set.build()).evaluate(Policies.request("s3:GetObject", OBJECT));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "{'AWS':'arn:aws:sts::123456789012:assumed-role/Photos/session'}|true|true",
                    "{'AWS':'arn:aws:iam::123456789012:role/path/Photos'}|true|false",
                    "'*'|true|false",
                    "{'AWS':'*'}|true|false",
                    "{'AWS':'123456789012'}|false|false",
                    "{'AWS':'arn:aws:iam::123456789012:root'}|false|false",
                    "{'AWS':'arn:aws:iam::999999999999:role/Photos'}|false|false",
                    "{'Service':'ec2.amazonaws.com'}|false|false",
                })
        void grantAsDirectlyAsTheyNameTheCaller(String principal, boolean alone, boolean underALimit) {
            assertThat(decide(principal, false, false).allowed()).isEqualTo(alone);
            assertThat(decide(principal, false, true).allowed()).isEqualTo(underALimit);
            assertThat(decide(principal, true, false).allowed()).isTrue();
        }

        @Test
        void denyWhomNotPrincipalLeavesOut() {
            PolicySet.Builder set = PolicySet.builder()
                    .identityPolicy("role", Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"))
                    .resourcePolicy(
                            "bucket",
                            Policies.resource("{'Effect':'Deny','NotPrincipal':{'AWS':"
                                    + "'arn:aws:iam::123456789012:role/Other'},'Action':'s3:*','Resource':'*'}"));

            Decision decision = PolicyEvaluator.compile(set.build()).evaluate(Policies.request("s3:GetObject", OBJECT));

            assertThat(decision.kind()).isEqualTo(Decision.Kind.EXPLICIT_DENY);
            assertThat(decision.layer()).isEqualTo(PolicyLayer.RESOURCE);
        }
    }

    @Nested
    class Trust {
        private static final String POOL = "us-east-1:1cd55b65-2d71-441c-83c0-a5de48b83f77";
        private static final String PROVIDER = "cognito-identity.amazonaws.com";

        private boolean trusts(String provider, String action, String aud, List<String> amr) throws IOException {
            try (InputStream in = getClass().getResourceAsStream("/vectors/iam-policy/cognito-trust.json")) {
                String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
                PolicyDocument document =
                        PolicyDocument.parse(DocumentKind.TRUST, text).orElseThrow();
                return PolicyEvaluator.trust("Photos", document)
                        .evaluate(AuthorizationRequest.builder(action, "arn:aws:iam::123456789012:role/Photos")
                                .principal(PrincipalKind.FEDERATED, provider)
                                .context(PROVIDER + ":aud", aud)
                                .context(PROVIDER + ":amr", amr)
                                .build())
                        .allowed();
            }
        }

        @Test
        void opensTheRoleToItsOwnPoolsUsersOnly() throws IOException {
            String action = "sts:AssumeRoleWithWebIdentity";
            List<String> user = List.of("authenticated", "cognito-idp.us-east-1.amazonaws.com/p");

            assertThat(trusts(PROVIDER, action, POOL, user)).isTrue();
            assertThat(trusts(PROVIDER, action, "us-east-1:other", user)).isFalse();
            assertThat(trusts(PROVIDER, action, POOL, List.of("unauthenticated")))
                    .isFalse();
            assertThat(trusts(PROVIDER, action, POOL, List.of())).isFalse();
            assertThat(trusts(PROVIDER, "sts:TagSession", POOL, user)).isFalse();
            assertThat(trusts("accounts.google.com", action, POOL, user)).isFalse();
        }
    }

    @Nested
    class Explanations {
        @Test
        void nameTheStatementThatDecidedAndWhyTheOthersDidNotApply() {
            PolicyEvaluator evaluator = Policies.evaluator(Policies.identity(OWN
                    + ",{'Sid':'Deny','Effect':'Deny','Action':'s3:PutObject','Resource':'*'}"
                    + ",{'Effect':'Allow','Action':'s3:*','Resource':'*',"
                    + "'Condition':{'StringEquals':{'aws:PrincipalTag/Dept':'red'}}}"));

            Decision decision = evaluator.explain(Policies.request("s3:GetObject", "arn:aws:s3:::b/victim/x"));

            assertThat(decision.kind()).isEqualTo(Decision.Kind.IMPLICIT_DENY);
            List<StatementReport> reports = decision.explanation().orElseThrow().statements();
            assertThat(reports)
                    .extracting(StatementReport::mismatch)
                    .containsExactly(Mismatch.RESOURCE, Mismatch.ACTION, Mismatch.CONDITION);
            assertThat(reports.get(2).conditionOperator()).contains("StringEquals");
            assertThat(reports.get(2).conditionKey()).contains("aws:PrincipalTag/Dept");
            assertThat(decision.toString())
                    .startsWith("AccessDenied because no statement of the identity policies allows the action")
                    .contains("identity policies, role, statement 0 (OwnFolder) did not apply: the resource is another")
                    .contains("StringEquals on aws:PrincipalTag/Dept does not hold")
                    .doesNotContain("victim");
        }

        @Test
        void areNotMadeByEvaluate() {
            PolicyEvaluator evaluator = Policies.evaluator(Policies.identity(OWN));

            Decision decision = evaluator.evaluate(AuthorizationRequest.builder("s3:GetObject", "arn:aws:s3:::b/me/x")
                    .context("aws:PrincipalTag/t", "me")
                    .build());

            assertThat(decision.explanation()).isEmpty();
            assertThat(decision.sid()).contains("OwnFolder");
            assertThat(decision).hasToString("Allowed by identity policies, role, statement 0 (OwnFolder)");
        }
    }

    @Nested
    class HostileInput {
        @Test
        void isAnsweredInTimeOfItsSize() {
            String pattern = "*a".repeat(100_000) + "b";
            PolicyDocument document = PolicyDocument.parse(
                            Policies.document("{'Effect':'Allow','Action':'s3:*','Resource':['*','" + pattern
                                    + "'],'Condition':{'StringLike':{'aws:x':'" + pattern + "'}}}"),
                            1_000_000)
                    .orElseThrow();
            AuthorizationRequest request = AuthorizationRequest.builder("s3:GetObject", "a".repeat(2_048))
                    .context("aws:x", Collections.nCopies(7, "a".repeat(8_192)))
                    .build();
            PolicyEvaluator evaluator = Policies.evaluator(document);

            long start = System.nanoTime();
            assertThat(evaluator.evaluate(request).allowed()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }

        @Test
        void manyLongVariablesAreNotSpeltOut() {
            PolicyEvaluator evaluator = Policies.evaluator(Policies.identity(
                    "{'Effect':'Allow','Action':'s3:*','Resource':'arn:" + "${aws:x}".repeat(700) + "'}"));
            AuthorizationRequest request = AuthorizationRequest.builder("s3:GetObject", "arn:" + "a".repeat(2_000))
                    .context("aws:x", "a".repeat(8_192))
                    .build();

            long start = System.nanoTime();
            assertThat(evaluator.evaluate(request).allowed()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }

        @ParameterizedTest
        @CsvSource({
            "'',arn:aws:s3:::b,policy.request.action",
            "s3Get,arn:aws:s3:::b,policy.request.action",
            "s3:Get,'',policy.request.resource"
        })
        void isRefusedByName(String action, String resource, String rule) {
            Refusal refusal = AuthorizationRequest.builder(action, resource)
                    .tryBuild()
                    .asRefusal()
                    .orElseThrow();

            assertThat(refusal).isEqualTo(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
        }

        @Test
        void aHugeContextIsRefused() {
            AuthorizationRequest.Builder request = AuthorizationRequest.builder("s3:Get", OBJECT)
                    .context("aws:x", Collections.nCopies(9, "a".repeat(8_000)));

            assertThat(request.tryBuild().asRefusal().map(Refusal::rules)).contains(List.of("policy.request.context"));
        }
    }

    @Test
    void aMissingVariableNeverGrants() {
        String notOwn = "'Action':'s3:*','NotResource':'arn:aws:s3:::b/${aws:PrincipalTag/t}/*'}";
        PolicyDocument all = Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'}");
        AuthorizationRequest request = Policies.request("s3:GetObject", "arn:aws:s3:::b/me/x");

        assertThat(Policies.evaluator(Policies.identity("{'Effect':'Allow'," + notOwn))
                        .evaluate(request)
                        .allowed())
                .isFalse();
        assertThat(Policies.evaluator(all, Policies.identity("{'Effect':'Deny'," + notOwn))
                        .evaluate(request)
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:10.1.2.3,10.0.0.0/8,true",
        "10.1.2.3,::/0,false",
        "2001:db8::1,2001:db8::/127,true",
        "2001:db8::2,2001:db8::/127,false",
        "010.0.0.1,0.0.0.0/0,false",
        "1.2.3,0.0.0.0/0,false",
        "1::2::3,::/0,false",
        "localhost,0.0.0.0/0,false"
    })
    void readsAddressesStrictly(String address, String block, boolean contained) {
        CidrBlock parsed = Objects.requireNonNull(CidrBlock.parse(block));

        assertThat(parsed.contains(address)).isEqualTo(contained);
    }

    @Test
    void oneEvaluatorServesManyThreads() throws Exception {
        PolicyEvaluator evaluator = Policies.evaluator(Policies.identity(OWN));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String own = "u" + thread;
                answers.add(threads.submit(() -> wrongAnswers(evaluator, own)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongAnswers(PolicyEvaluator evaluator, String own) {
        int wrong = 0;
        for (int i = 0; i < 5_000; i++) {
            String folder = "u" + i % 8;
            AuthorizationRequest request = AuthorizationRequest.builder(
                            "s3:GetObject", "arn:aws:s3:::b/" + folder + "/x")
                    .context("aws:PrincipalTag/t", own)
                    .build();
            wrong += evaluator.evaluate(request).allowed() == folder.equals(own) ? 0 : 1;
        }
        return wrong;
    }
}
