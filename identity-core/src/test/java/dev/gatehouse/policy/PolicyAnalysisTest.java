package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAnalysisTest {
    private static final String SUB = "cognito-identity.amazonaws.com:sub";
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/notes";
    private static final KnownContext ANN = KnownContext.builder()
            .principal(Policies.CALLER)
            .context(SUB, "local:7")
            .build();

    private static PolicyAnalysis analysis(String statements) {
        return analysis(statements, ANN);
    }

    private static PolicyAnalysis analysis(String statements, KnownContext known) {
        return PolicyAnalysis.of(
                PolicySet.builder()
                        .identityPolicy("role", Policies.identity(statements))
                        .build(),
                known);
    }

    @Nested
    class Ask {
        private static final String PHOTOS = "{'Sid':'Own','Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],"
                + "'Resource':'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*'},"
                + "{'Sid':'Public','Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::b/public/*',"
                + "'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}},"
                + "{'Sid':'Never','Effect':'Deny','Action':'s3:DeleteObject','Resource':'*'}";

        @ParameterizedTest
        @CsvSource({
            "arn:aws:s3:::b/local:7/*,s3:GetObject,ALLOWED",
            "arn:aws:s3:::b/local:7/cat?,S3:putobject,ALLOWED",
            "arn:aws:s3:::b/local:7/*,s3:*Object,CONDITIONAL",
            "arn:aws:s3:::b/local:8/*,s3:GetObject,DENIED",
            "arn:aws:s3:::b/public/*,s3:GetObject,CONDITIONAL",
            "arn:aws:s3:::b/public/*,s3:PutObject,DENIED",
            "arn:aws:s3:::b/*,s3:GetObject,CONDITIONAL",
            "*,s3:DeleteObject,DENIED",
            "arn:aws:s3:::b/local:7/*,sqs:*,DENIED",
        })
        void answersForPatterns(String resources, String action, Answer expected) {
            ActionAnswer answer =
                    analysis(PHOTOS).ask(resources, List.of(action)).get(0);

            assertThat(answer.answer()).as(answer.toString()).isEqualTo(expected);
        }

        @Test
        void namesTheStatementsThatAreResponsible() {
            List<ActionAnswer> answers = analysis(PHOTOS).ask("arn:aws:s3:::b/public/*");

            assertThat(answers)
                    .extracting(ActionAnswer::toString)
                    .containsExactly(
                            "s3:GetObject: CONDITIONAL (Allow of identity policies, role, statement 1 (Public), "
                                    + "depending on aws:SourceIp)",
                            "s3:PutObject: DENIED (no statement of the identity policies allows it)",
                            "s3:Get*: CONDITIONAL (Allow of identity policies, role, statement 1 (Public), "
                                    + "depending on aws:SourceIp)",
                            "s3:DeleteObject: DENIED (Deny of identity policies, role, statement 2 (Never))");
            assertThat(answers.get(0).statements().get(0).openKeys()).containsExactly("aws:SourceIp");
        }

        @Test
        void aSessionPolicyThatAllowsNothingOfItIsTheMissingLayer() {
            PolicySet set = PolicySet.builder()
                    .identityPolicy("role", Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"))
                    .sessionPolicy("session", Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'}"))
                    .build();
            ActionAnswer answer =
                    PolicyAnalysis.of(set, ANN).ask("*", List.of("sqs:*")).get(0);

            assertThat(answer.answer()).isEqualTo(Answer.DENIED);
            assertThat(answer.missingLayer()).contains(PolicyLayer.SESSION);
            assertThat(PolicyAnalysis.of(set, ANN)
                            .ask("*", List.of("s3:*"))
                            .get(0)
                            .statements())
                    .extracting(StatementReach::layer)
                    .containsExactly(PolicyLayer.IDENTITY, PolicyLayer.SESSION);
        }

        @Test
        void aResourcePolicyForTheVerySessionNeedsNoOtherAllow() {
            PolicySet set = PolicySet.builder()
                    .resourcePolicy(
                            "bucket",
                            Policies.resource("{'Effect':'Allow','Principal':{'AWS':'" + Policies.CALLER
                                    + "'},'Action':'s3:*','Resource':'arn:aws:s3:::b/*'}"))
                    .sessionPolicy("session", Policies.identity("{'Effect':'Allow','Action':'sqs:*','Resource':'*'}"))
                    .build();

            assertThat(PolicyAnalysis.of(set, ANN)
                            .ask("arn:aws:s3:::b/*", List.of("s3:Get*"))
                            .get(0)
                            .answer())
                    .isEqualTo(Answer.ALLOWED);
        }

        @Test
        void aPatternHasABound() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> analysis(PHOTOS).ask("a".repeat(2_049)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> analysis(PHOTOS).ask(""));
        }
    }

    @Nested
    class Prefixes {
        private static final String LISTS = "{'Effect':'Allow','Action':'s3:*','Resource':"
                + "['arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*','arn:aws:s3:::b/public/*',"
                + "'arn:aws:s3:::b/index.html','arn:aws:s3:::other/*']},"
                + "{'Effect':'Deny','Action':'s3:*','Resource':['arn:aws:s3:::b/public/private/*',"
                + "'arn:aws:s3:::b/public/secret.txt']},"
                + "{'Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::b/public/private/*'}";

        @Test
        void areExactWhereEveryPatternIsAPrefixOrAKey() {
            KeyPrefixes keys = analysis(LISTS).filter("s3:GetObject").keys("arn:aws:s3:::b/");

            assertThat(keys.isExact()).isTrue();
            PrefixSet allowed = keys.candidates();
            assertThat(allowed.prefixes()).containsExactly("local:7/", "public/");
            assertThat(allowed.keys()).containsExactly("index.html");
            assertThat(allowed.excludedPrefixes()).containsExactly("public/private/");
            assertThat(allowed.excludedKeys()).containsExactly("public/secret.txt");
            assertThat(allowed.contains("public/cat.jpg")).isTrue();
            assertThat(allowed.contains("public/private/x")).isFalse();
            assertThat(allowed.contains("local:77/x")).isFalse();
            assertThat(allowed.isEmpty()).isFalse();
        }

        @Test
        void needACheckWhereAWildcardStandsInside() {
            ResourceFilter filter = analysis("{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/*/pub/*'},"
                            + "{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::b/a/*.exe'}")
                    .filter("s3:GetObject");
            KeyPrefixes keys = filter.keys("arn:aws:s3:::b/");

            assertThat(keys).isInstanceOf(KeyPrefixes.NeedsCheck.class);
            assertThat(keys.candidates().prefixes()).containsExactly("");
            assertThat(filter.test("arn:aws:s3:::b/a/pub/x")).isEqualTo(Answer.ALLOWED);
            assertThat(filter.test("arn:aws:s3:::b/a/pub/x.exe")).isEqualTo(Answer.DENIED);
        }

        @Test
        void needACheckWhereTheObjectItselfDecides() {
            ResourceFilter filter = analysis("{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/a/*'},"
                            + "{'Effect':'Deny','Action':'s3:*','Resource':'*',"
                            + "'Condition':{'StringEquals':{'s3:ExistingObjectTag/secret':'yes'}}}")
                    .filter("s3:GetObject");

            assertThat(filter.test("arn:aws:s3:::b/a/x")).isEqualTo(Answer.CONDITIONAL);
            assertThat(filter.keys("arn:aws:s3:::b/")).isInstanceOfSatisfying(KeyPrefixes.NeedsCheck.class, check -> {
                assertThat(check.possible().prefixes()).containsExactly("a/");
                assertThat(check.allowed().isEmpty()).isTrue();
            });
        }

        @Test
        void ofTooManyPatternsArePlannedAsAll() {
            StringBuilder resources = new StringBuilder("'arn:aws:s3:::b/x'");
            for (int i = 0; i < 6_000; i++) {
                resources.append(",'arn:aws:s3:::b/").append(i).append("/*'");
            }
            PolicyDocument document = PolicyDocument.parse(
                            Policies.document("{'Effect':'Allow','Action':'s3:*','Resource':[" + resources + "]}"),
                            1_000_000)
                    .orElseThrow();
            ResourceFilter filter = PolicyAnalysis.of(
                            PolicySet.builder().identityPolicy("role", document).build(), ANN)
                    .filter("s3:GetObject");

            assertThat(filter.keys("arn:aws:s3:::b/").isExact()).isFalse();
            assertThat(filter.test("arn:aws:s3:::b/5999/x")).isEqualTo(Answer.ALLOWED);
        }
    }

    @Nested
    class LeadingKeys {
        private static final String KEY = "dynamodb:LeadingKeys";

        private static String rows(String more) {
            return "{'Effect':'Allow','Action':'dynamodb:*','Resource':'" + TABLE + "','Condition':{"
                    + "'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['${" + SUB + "}','shared']}" + more + "}}";
        }

        @Test
        void areTheKeysOfTheRowsThatAnIdentityMaySee() {
            ValueFilter filter = analysis(rows("")).filter("dynamodb:Query", TABLE, KEY);

            assertThat(filter.keys().isExact()).isTrue();
            assertThat(filter.keys().candidates().keys()).containsExactly("local:7", "shared");
            assertThat(filter.keys().candidates().prefixes()).isEmpty();
            assertThat(filter.test("local:8")).isEqualTo(Answer.DENIED);
            assertThat(filter.allowed().test("local:7")).isTrue();
        }

        @Test
        void letAScanThroughUnlessNullForbidsIt() {
            KnownContext all =
                    KnownContext.builder().context(SUB, "local:7").nothingElse().build();

            assertThat(analysis(rows(""), all)
                            .filter("dynamodb:Scan", TABLE, KEY)
                            .withoutValue())
                    .isEqualTo(Answer.ALLOWED);
            assertThat(analysis(rows(",'Null':{'dynamodb:LeadingKeys':'false'}"), all)
                            .filter("dynamodb:Scan", TABLE, KEY)
                            .withoutValue())
                    .isEqualTo(Answer.DENIED);
        }

        @Test
        void ofAnotherTableAreNone() {
            assertThat(analysis(rows(""))
                            .filter("dynamodb:Query", TABLE + "2", KEY)
                            .keys()
                            .candidates()
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void withAPatternAreAPrefix() {
            ValueFilter filter = analysis(rows("").replace("Equals", "Like").replace("'shared'", "'shared_*'"))
                    .filter("dynamodb:Query", TABLE, KEY);

            assertThat(filter.keys().candidates().prefixes()).containsExactly("shared_");
        }
    }

    @Test
    void aKnownContextNamesNoValues() {
        assertThat(KnownContext.builder()
                        .principalTags(Map.of("t", "canary"))
                        .context("a:b", List.of())
                        .build()
                        .toString())
                .doesNotContain("canary");
    }
}
