package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IAM User Guide, "Grammar of the IAM JSON policy language". */
class PolicyDocumentTest {
    private static String rule(DocumentKind kind, String statements) {
        Refusal refusal = PolicyDocument.parse(kind, Policies.document(statements))
                .asRefusal()
                .orElseThrow();
        return refusal.rules().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'StringEqual':{'aws:x':'secret'}|policy.Statement[1].Condition[0]: unknown operator",
                "'NullIfExists':{'aws:x':'true'}|policy.Statement[1].Condition[0]: Null takes neither IfExists nor a set operator",
                "'Bool':{'aws:x':['true','secret']}|policy.Statement[1].Condition[0].key[0][1]: not true or false",
                "'NumericEquals':{'aws:x':'1e9'}|policy.Statement[1].Condition[0].key[0][0]: not a number",
                "'DateEquals':{'aws:x':'secret'}|policy.Statement[1].Condition[0].key[0][0]: not a date",
                "'IpAddress':{'aws:x':'10.0.0.0/33'}|policy.Statement[1].Condition[0].key[0][0]: not an address or block",
                "'BinaryEquals':{'aws:x':'%'}|policy.Statement[1].Condition[0].key[0][0]: not base64",
                "'StringEquals':{'aws:x':'${secret'}|policy.Statement[1].Condition[0].key[0][0]: variable without an end",
                "'StringEquals':{'aws:x':null}|policy.Statement[1].Condition[0].key[0][0]: not a string, number or boolean",
            })
    void namesThePathOfAFaultAndNeverTheInput(String condition, String expected) {
        String good = "{'Effect':'Allow','Action':'s3:*','Resource':'*'}";
        String bad = "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{" + condition + "}}";

        assertThat(rule(DocumentKind.IDENTITY, good + "," + bad))
                .isEqualTo(expected)
                .doesNotContain("secret");
    }

    @Test
    void eachKindHasItsElements() {
        String identity = "{'Effect':'Allow','Action':'s3:*','Resource':'*'}";
        String resource = "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}";
        String trust = "{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole'}";

        assertThat(rule(DocumentKind.IDENTITY, resource)).startsWith("policy.Statement[0].Principal: not allowed");
        assertThat(rule(DocumentKind.RESOURCE, identity)).isEqualTo("policy.Statement[0].Principal: missing");
        assertThat(rule(DocumentKind.TRUST, resource)).startsWith("policy.Statement[0].Resource: not allowed");
        assertThat(Policies.trust(trust).kind()).isEqualTo(DocumentKind.TRUST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySet.builder().identityPolicy("x", Policies.resource(resource)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\u0000", "{\"Version\":\"2012-10-17\",\"Statement\":[]}", "\u202e{}"})
    void refusesWhatIsNoDocument(String text) {
        assertThat(PolicyDocument.parse(text).asRefusal()).isPresent();
    }

    @Test
    void refusesDeepAndLongTextsWithinTheirBudget() {
        String deep = "{\"Statement\":".repeat(1_000);
        String lists = "{\"Statement\":" + "[".repeat(1_500);
        String huge = "x".repeat(50_000_000);

        assertThat(List.of(deep, lists, huge)).allSatisfy(text -> {
            long start = System.nanoTime();
            assertThat(PolicyDocument.parse(text).asRefusal()).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        });
    }

    @Test
    void doesNotCountWhiteSpace() {
        String text = Policies.document("{'Effect':'Allow','Action':'s3:*','Resource':'*'}");

        assertThat(PolicyDocument.parse(text + " ".repeat(100), text.length()).asRefusal())
                .isEmpty();
        assertThat(PolicyDocument.parse(text, text.length() - 1).asRefusal().map(Refusal::rules))
                .contains(List.of("policy: too long"));
    }
}
