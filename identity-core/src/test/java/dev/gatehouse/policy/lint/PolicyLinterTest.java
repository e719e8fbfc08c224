package dev.gatehouse.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyLinterTest {
    private static final PolicyLinter LINTER = PolicyLinter.standard();
    private static final String PROVIDER = "'Principal':{'Federated':'cognito-identity.amazonaws.com'},";
    private static final String ASSUME = "'Action':'sts:AssumeRoleWithWebIdentity'";
    private static final String AUD = "'StringEquals':{'cognito-identity.amazonaws.com:aud':'eu-west-1:pool'}";
    private static final String AMR = "'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'authenticated'}";
    private static final String READ = "'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'";

    private static String document(String statements) {
        return ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
    }

    private static Arguments identity(LintRule rule, String path, String statements) {
        return Arguments.of(rule, path, DocumentKind.IDENTITY, document(statements));
    }

    private static String allow(String rest) {
        return "{'Effect':'Allow'," + rest + "}";
    }

    private static String deny(String rest) {
        return "{'Effect':'Deny'," + rest + "}";
    }

    private static String when(String condition) {
        return READ + ",'Condition':{" + condition + "}";
    }

    static Stream<Arguments> faults() {
        String at = "policy.Statement[0]";
        return Stream.of(
                identity(LintRule.MALFORMED, at + ".Effect", "{'Effect':'Permit'," + READ + "}"),
                identity(LintRule.UNKNOWN_ELEMENT, at, allow("'Actions':'s3:*','Resource':'*'")),
                identity(
                        LintRule.UNKNOWN_OPERATOR,
                        at + ".Condition[0].key[0]",
                        allow(when("'StringEqual':{'s3:prefix':'a'}"))),
                identity(
                        LintRule.UNKNOWN_KEY,
                        at + ".Condition[0].key[0]",
                        allow(when("'IpAddress':{'aws:SourcIp':'10.0.0.0/8'}"))),
                identity(
                        LintRule.UNKNOWN_KEY,
                        at + ".Resource",
                        allow("'Action':'s3:*','Resource':'arn:aws:s3:::${aws:usrname,'x'}'"
                                .replace("'x'", "\\u0027x\\u0027"))),
                Arguments.of(
                        LintRule.OLD_VERSION,
                        "policy.Version",
                        DocumentKind.IDENTITY,
                        document(allow(READ)).replace("\"Version\":\"2012-10-17\",", "")),
                identity(
                        LintRule.REDUNDANT,
                        "policy.Statement[1]",
                        allow("'Action':'s3:Get*','Resource':'arn:aws:s3:::b/*'") + "," + allow(READ)),
                identity(
                        LintRule.SHADOWED_ALLOW,
                        "policy.Statement[0]",
                        allow(READ) + "," + deny("'Action':'s3:*','Resource':'*'")),
                identity(LintRule.NEVER_APPLIES, at + ".Condition", allow(when("'StringEquals':{'s3:prefix':[]}"))),
                identity(
                        LintRule.DENY_NEVER_APPLIES,
                        at + ".Condition",
                        deny(when("'Null':{'s3:prefix':'true'},'StringLike':{'s3:prefix':'a'}"))),
                identity(
                        LintRule.DENY_NEVER_APPLIES,
                        at + ".Condition",
                        deny(when("'StringEquals':{'s3:prefix':'a','S3:Prefix':'b'}"))),
                identity(
                        LintRule.SERVICE_MISMATCH,
                        at + ".Resource",
                        allow("'Action':'s3:Get*','Resource':'arn:aws:dynamodb:eu-west-1:1:table/t'")),
                identity(LintRule.OPENS_EVERYTHING, at, allow("'Action':'*','Resource':'*'")),
                identity(LintRule.ALL_ACTIONS, at + ".Action", allow("'Action':'*','Resource':'arn:aws:s3:::b'")),
                identity(LintRule.ALL_RESOURCES, at + ".Resource", allow("'Action':'s3:GetObject','Resource':'*'")),
                identity(
                        LintRule.ALLOW_NOT_ACTION,
                        at + ".NotAction",
                        allow("'NotAction':'iam:*','Resource':'arn:aws:s3:::b'")),
                identity(
                        LintRule.ALLOW_NOT_RESOURCE,
                        at + ".NotResource",
                        allow("'Action':'s3:Get*','NotResource':'arn:aws:s3:::b'")),
                Arguments.of(
                        LintRule.ANY_PRINCIPAL,
                        at + ".Principal",
                        DocumentKind.RESOURCE,
                        document(allow("'Principal':'*'," + READ))),
                Arguments.of(
                        LintRule.ANY_PRINCIPAL_CONDITIONED,
                        at + ".Principal",
                        DocumentKind.RESOURCE,
                        document(allow("'Principal':{'AWS':'*'}," + when("'StringEquals':{'aws:SourceVpce':'v'}")))),
                Arguments.of(
                        LintRule.ALLOW_NOT_PRINCIPAL,
                        at + ".NotPrincipal",
                        DocumentKind.RESOURCE,
                        document(allow("'NotPrincipal':{'AWS':'123456789012'}," + READ))),
                Arguments.of(
                        LintRule.TRUST_WITHOUT_AUD,
                        at,
                        DocumentKind.TRUST,
                        document(allow(PROVIDER + ASSUME + ",'Condition':{" + AMR + "}"))),
                Arguments.of(
                        LintRule.TRUST_WITHOUT_AUD,
                        at,
                        DocumentKind.TRUST,
                        document(allow(PROVIDER + ASSUME + ",'Condition':{" + AMR + ","
                                + AUD.replace("Equals", "Like").replace("pool", "*") + "}"))),
                Arguments.of(
                        LintRule.TRUST_WITHOUT_AMR,
                        at,
                        DocumentKind.TRUST,
                        document(allow(PROVIDER + ASSUME + ",'Condition':{" + AUD + "}"))),
                Arguments.of(
                        LintRule.TRUST_WITHOUT_AMR,
                        at,
                        DocumentKind.TRUST,
                        document(allow(PROVIDER + ASSUME + ",'Condition':{" + AUD + ","
                                + AMR.replace("Any", "All").replace("AllValue:", "AllValues:") + "}"))),
                identity(
                        LintRule.VACUOUS_FOR_ALL,
                        at + ".Condition[0].key[0]",
                        allow(when("'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':'a'}"))),
                identity(
                        LintRule.NEGATION_HOLDS_WHEN_MISSING,
                        at + ".Condition[0].key[0]",
                        allow(when("'StringNotEquals':{'aws:PrincipalTag/t':'a'}"))),
                identity(
                        LintRule.HOLDS_WHEN_MISSING,
                        at + ".Condition[0].key[0]",
                        allow(when("'StringEqualsIfExists':{'aws:PrincipalTag/t':'a'}"))),
                identity(
                        LintRule.VARIABLE_WITHOUT_DEFAULT,
                        at + ".Resource[0]",
                        allow("'Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:username}'")),
                identity(
                        LintRule.DENY_VARIABLE_WITHOUT_DEFAULT,
                        at + ".Resource[0]",
                        deny("'Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:username}'")),
                identity(
                        LintRule.WILDCARD_COMPARED_EXACTLY,
                        at + ".Condition[0].key[0]",
                        allow(when("'StringEquals':{'s3:prefix':'home/*'}"))),
                identity(
                        LintRule.CONDITION_ALWAYS_HOLDS,
                        at + ".Condition[0].key[0]",
                        allow(when("'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}"))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void findsAFaultAtItsPlace(LintRule rule, String path, DocumentKind kind, String json) {
        assertThat(LINTER.lint(kind, json)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.message()).isNotEmpty();
        });
    }

    @Test
    void everyRuleHasACase() {
        Set<LintRule> shown = EnumSet.noneOf(LintRule.class);
        faults().forEach(fault -> shown.add((LintRule) fault.get()[0]));

        assertThat(shown).containsExactlyInAnyOrder(LintRule.values());
    }

    @Test
    void aCarefulDocumentHasNoFindings() {
        String own = document(allow("'Action':['s3:GetObject','s3:PutObject'],'Resource':'arn:aws:s3:::b/home/*',"
                + "'Condition':{'StringEquals':{'aws:PrincipalTag/team':'red'}}"));
        String rows = document(allow("'Action':'dynamodb:Query','Resource':'arn:aws:dynamodb:eu-west-1:1:table/t',"
                + "'Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':"
                + "'${cognito-identity.amazonaws.com:sub}'},'Null':{'dynamodb:LeadingKeys':'false'}}"));
        String trust = document(allow(PROVIDER + ASSUME + ",'Condition':{" + AUD + "," + AMR + "}"));

        assertThat(LINTER.lint(DocumentKind.IDENTITY, own)).isEmpty();
        assertThat(LINTER.lint(DocumentKind.IDENTITY, rows)).isEmpty();
        assertThat(LINTER.lint(DocumentKind.TRUST, trust)).isEmpty();
        assertThat(LINTER.lint(PolicyDocument.parse(own).orElseThrow())).isEmpty();
    }

    @Test
    void twoEqualitiesOnAKeyOfSeveralValuesMayBothHold() {
        String json = document(deny(when("'StringEquals':{'aws:TagKeys':'a','AWS:TagKeys':'b'}")));

        assertThat(LINTER.lint(DocumentKind.IDENTITY, json)).isEmpty();
    }

    @Test
    void saysWhatAMisspeltWordWasMeantToBe() {
        assertThat(LINTER.lint(
                        DocumentKind.IDENTITY,
                        document(allow(when("'StringEqual':{'aws:PrincipalTagg/t':'a','aws:SourcIp':'b'}")))))
                .extracting(Finding::message)
                .anyMatch(message -> message.endsWith("meant StringEquals?"))
                .anyMatch(message -> message.endsWith("meant aws:SourceIp?"));
    }

    @Test
    void neverRepeatsTheDocumentsOwnWords() {
        String json = document("{'Sid':'canary1','Effect':'canary2','canary3':1,'Resource':'arn:canary4',"
                + "'Condition':{'canary5':{'canary6':'canary7*'}}}");

        assertThat(LINTER.lint(DocumentKind.IDENTITY, json))
                .isNotEmpty()
                .noneMatch(finding -> finding.toString().contains("canary"));
    }

    @Test
    void knowsTheKeysThatItWasTold() {
        String json = document(allow(when("'StringEquals':{'shop:Tenant':'a'}")));

        assertThat(LINTER.lint(DocumentKind.IDENTITY, json))
                .extracting(Finding::rule)
                .contains(LintRule.UNKNOWN_KEY);
        assertThat(PolicyLinter.knowing(Set.of("Shop:tenant")).lint(DocumentKind.IDENTITY, json))
                .extracting(Finding::rule)
                .doesNotContain(LintRule.UNKNOWN_KEY);
    }

    @Test
    void theMostSevereComeFirstAndManySmallFaultsHideNoGreatOne() {
        String many = String.join(",", Collections.nCopies(700, allow("'Action':'*','Resource':'arn:aws:s3:::b'")))
                + "," + deny(when("'StringEquals':{'s3:prefix':[]}"));
        List<Finding> findings = LINTER.lint(DocumentKind.IDENTITY, document(many), 1_000_000);

        assertThat(findings)
                .hasSizeLessThanOrEqualTo(1_500)
                .isSortedAccordingTo((one, other) -> one.severity().compareTo(other.severity()));
        assertThat(findings.get(0).rule()).isEqualTo(LintRule.DENY_NEVER_APPLIES);
    }

    @Test
    void aHundredThousandFaultsAreFoundInTimeOfTheirNumber() {
        String faulty = allow(when("'StringEquall':{'aws:SourcIp':'a'}"));
        List<Finding> findings = LINTER.lint(
                DocumentKind.IDENTITY, document(String.join(",", Collections.nCopies(100_000, faulty))), 20_000_000);

        assertThat(findings).hasSize(1_000);
    }

    @Test
    void textsThatAreNoDocumentHaveOneFinding() {
        for (String text : List.of("", "[]", "{", "{\"a\":".repeat(5_000), "x".repeat(1_000_000))) {
            assertThat(LINTER.lint(DocumentKind.IDENTITY, text))
                    .extracting(Finding::rule)
                    .containsExactly(LintRule.MALFORMED);
        }
    }
}
