package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.RandomPolicies.Asked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDifferenceTest {
    private static final String OWN = "{'Sid':'Own','Effect':'Allow','Action':'s3:*Object',"
            + "'Resource':'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*'}";

    @Provide
    Arbitrary<List<Map<String, Object>>> statements() {
        return RandomPolicies.statements();
    }

    @Provide
    Arbitrary<Asked> asked() {
        return RandomPolicies.asked();
    }

    private static PolicySet set(PolicyDocument document) {
        return PolicySet.builder().identityPolicy("role", document).build();
    }

    private static PolicyDifference between(String first, String second) {
        return PolicyDifference.between(set(Policies.identity(first)), set(Policies.identity(second)));
    }

    @Property(tries = 100)
    void witnessesAreRealAndAProofIsNeverBroken(
            @ForAll("statements") List<Map<String, Object>> first,
            @ForAll("statements") List<Map<String, Object>> second,
            @ForAll("asked") Asked asked) {
        PolicySet before = set(Policies.identity(first));
        PolicySet after = set(Policies.identity(second));
        PolicyDifference difference = PolicyDifference.between(before, after);

        difference.gained().witnesses().forEach(witness -> {
            assertThat(PolicyEvaluator.compile(after)
                            .evaluate(witness.request())
                            .allowed())
                    .isTrue();
            assertThat(PolicyEvaluator.compile(before)
                            .evaluate(witness.request())
                            .allowed())
                    .isFalse();
        });
        boolean gained = PolicyEvaluator.compile(after)
                        .evaluate(asked.request())
                        .allowed()
                && !PolicyEvaluator.compile(before).evaluate(asked.request()).allowed();
        if (gained) {
            assertThat(difference.gained().kind()).isNotEqualTo(AccessGain.Kind.NONE);
        }
        assertThat(difference.gained().kind() == AccessGain.Kind.SOME)
                .isEqualTo(!difference.gained().witnesses().isEmpty());
    }

    @Property(tries = 100)
    void aShuffledSetIsProvenTheSame(@ForAll("statements") List<Map<String, Object>> statements) {
        List<Map<String, Object>> shuffled = new ArrayList<>(statements);
        Collections.reverse(shuffled);
        PolicyDifference difference =
                PolicyDifference.between(set(Policies.identity(statements)), set(Policies.identity(shuffled)));

        assertThat(difference.isProvenSame()).isTrue();
        assertThat(difference.changes()).isEmpty();
    }

    @Property(tries = 100)
    void addingADenyIsProvenToGainNothing(@ForAll("statements") List<Map<String, Object>> statements) {
        List<Map<String, Object>> more = new ArrayList<>(statements);
        more.add(Map.of("Effect", "Deny", "Action", "s3:Get*", "Resource", "arn:aws:s3:::b/a*"));

        assertThat(PolicyDifference.between(set(Policies.identity(statements)), set(Policies.identity(more)))
                        .gained()
                        .kind())
                .isEqualTo(AccessGain.Kind.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Action':'s3:Get*','Resource':'*'|'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'|NONE",
                "'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'|'Action':'s3:Get*','Resource':'arn:aws:s3:::b/*'|SOME",
                "'Action':'s3:*','Resource':'arn:aws:s3:::b/a/*'|'Action':'s3:*','Resource':'arn:aws:s3:::b/*/x'|SOME",
                "'NotAction':'s3:Put*','Resource':'*'|'Action':'s3:GetObject','Resource':'*'|NONE",
                "'Action':'s3:*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}|'Action':'s3:*','Resource':'*'|SOME",
                "'Action':'s3:*','Resource':'*'|'Action':'s3:*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}|NONE",
                "'Action':'s3:*','Resource':'*','Condition':{'NumericLessThan':{'s3:max-keys':'10'}}|'Action':'s3:*','Resource':'*','Condition':{'NumericLessThan':{'s3:max-keys':'11'}}|SOME",
                "'Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalTag/t':'a'}}|'Action':'s3:*','Resource':'*','Condition':{'StringEqualsIfExists':{'aws:PrincipalTag/t':'a'}}|SOME",
                "'Action':'s3:*','Resource':['arn:aws:s3:::b/a*','arn:aws:s3:::b/b*']|'Action':'s3:*','Resource':'arn:aws:s3:::b/ab'|NONE",
                "'Action':'s3:*','Resource':['arn:aws:s3:::b/?','arn:aws:s3:::b/??*','arn:aws:s3:::b/']|'Action':'s3:*','Resource':'arn:aws:s3:::b/*'|UNKNOWN",
            })
    void findsWhatIsGained(String first, String second, AccessGain.Kind gained) {
        PolicyDifference difference = between("{'Effect':'Allow'," + first + "}", "{'Effect':'Allow'," + second + "}");

        assertThat(difference.gained().kind())
                .as(difference.gained().witnesses().toString())
                .isEqualTo(gained);
    }

    @Test
    void namesTheStatementsAndRequestsThatDiffer() {
        PolicyDifference difference = between(
                OWN
                        + ",{'Sid':'Quarantine','Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::b/*/quarantine/*'}",
                OWN + ",{'Sid':'List','Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::b'}");

        assertThat(difference.changes())
                .extracting(StatementChange::toString)
                .containsExactly(
                        "removed: Deny of identity policies, role, statement 1 (Quarantine)",
                        "added: Allow of identity policies, role, statement 1 (List)");
        assertThat(difference.lost().kind()).isEqualTo(AccessGain.Kind.NONE);
        assertThat(difference.gained().witnesses())
                .extracting(witness -> witness.allowing().sid().orElseThrow() + " "
                        + witness.denying().kind())
                .contains("Own EXPLICIT_DENY", "List IMPLICIT_DENY");
        assertThat(difference.isProvenSame()).isFalse();
    }

    @Test
    void aBoundaryThatGoesAwayWidensAndOneThatComesDoesNot() {
        PolicyDocument all = Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}");
        PolicyDocument s3 = Policies.identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'}");
        PolicySet free = set(all);
        PolicySet bound = PolicySet.builder()
                .identityPolicy("role", all)
                .permissionsBoundary("limit", s3)
                .build();

        PolicyDifference difference = PolicyDifference.between(free, bound);

        assertThat(difference.gained().kind()).isEqualTo(AccessGain.Kind.NONE);
        assertThat(difference.lost().kind()).isEqualTo(AccessGain.Kind.SOME);
        assertThat(difference.lost().witnesses().get(0).denying().layer()).isEqualTo(PolicyLayer.BOUNDARY);
    }
}
