package dev.gatehouse.web.wire.sts;

import static dev.gatehouse.web.wire.sts.QueryCalls.code;
import static dev.gatehouse.web.wire.sts.QueryCalls.element;
import static dev.gatehouse.web.wire.sts.QueryCalls.error;
import static dev.gatehouse.web.wire.sts.QueryCalls.form;
import static dev.gatehouse.web.wire.sts.QueryCalls.unsigned;
import static dev.gatehouse.web.wire.support.SignedWorld.arn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.web.wire.support.SignedWorld;
import dev.gatehouse.web.wire.support.SignedWorld.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each member's constraint at both edges, as the reference's model has it (constraints of STS, botocore, August 2026). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StsConstraintsTest {
    private static final String SIGNED = "AssumeRole";
    private static final String WEB = "AssumeRoleWithWebIdentity";
    private static final String PREFIX = "arn:aws:iam::123456789012:role/";

    private final SignedWorld world = new SignedWorld();
    private SigningCredentials alice = SignedWorld.key(SignedWorld.ROOT);

    @BeforeAll
    void aCallerOfTheService() {
        world.users(world.pool, SignedWorld.allow("sts:*", "*"));
        alice = SigningCredentials.of(world.credentials(world.pool, "alice"));
    }

    private Answer ask(String operation, Map<String, String> members) {
        return operation.equals(WEB)
                ? unsigned(world, form(operation, members))
                : QueryCalls.signed(world, alice, operation, members);
    }

    private static Map<String, String> whole(String operation) {
        Map<String, String> members = new HashMap<>(Map.of("RoleArn", arn("Users"), "RoleSessionName", "session-1"));
        if (operation.equals(WEB)) {
            members.put("WebIdentityToken", "none");
        }
        return members;
    }

    private static Arguments edge(String operation, String member, String inside, String outside, String constraint) {
        return Arguments.of(operation, member, inside, outside, constraint);
    }

    static Stream<Arguments> edges() {
        return Stream.of(SIGNED, WEB)
                .flatMap(operation -> Stream.of(
                        edge(
                                operation,
                                "RoleArn",
                                "a".repeat(20),
                                "a".repeat(19),
                                "length greater than or equal to 20"),
                        edge(
                                operation,
                                "RoleArn",
                                PREFIX + "a".repeat(2_048 - PREFIX.length()),
                                PREFIX + "a".repeat(2_049 - PREFIX.length()),
                                "length less than or equal to 2048"),
                        edge(operation, "RoleArn", "a".repeat(20), "a".repeat(20) + '\u0000', "regular expression"),
                        edge(operation, "RoleSessionName", "ab", "a", "length greater than or equal to 2"),
                        edge(
                                operation,
                                "RoleSessionName",
                                "a".repeat(64),
                                "a".repeat(65),
                                "length less than or equal to 64"),
                        edge(operation, "RoleSessionName", "a_+=,.@-", "a b", "regular expression"),
                        edge(operation, "DurationSeconds", "900", "899", "value greater than or equal to 900"),
                        edge(operation, "DurationSeconds", "43200", "43201", "value less than or equal to 43200"),
                        edge(operation, "DurationSeconds", "900", "15m", "an integer"),
                        edge(operation, "DurationSeconds", "900", "9999999999", "an integer"),
                        edge(operation, "Policy", "x", "", "length greater than or equal to 1"),
                        edge(operation, "Policy", "x".repeat(2_048), "x".repeat(2_049), "less than or equal to 2048"),
                        edge(operation, "Policy", "\u00ff", "\u0100", "regular expression"),
                        edge(
                                operation,
                                "PolicyArns.member.1.arn",
                                "a".repeat(20),
                                "a".repeat(19),
                                "length greater than or equal to 20")));
    }

    static Stream<Arguments> more() {
        return Stream.of(
                edge(SIGNED, "ExternalId", "ab", "a", "length greater than or equal to 2"),
                edge(SIGNED, "ExternalId", "a".repeat(1_224), "a".repeat(1_225), "less than or equal to 1224"),
                edge(SIGNED, "ExternalId", "a:/b", "a b", "regular expression"),
                edge(SIGNED, "SourceIdentity", "ab", "a", "length greater than or equal to 2"),
                edge(SIGNED, "SourceIdentity", "a".repeat(64), "a".repeat(65), "less than or equal to 64"),
                edge(SIGNED, "SourceIdentity", "a@b", "a b", "regular expression"),
                edge(SIGNED, "TransitiveTagKeys.member.1", "a", "", "length greater than or equal to 1"),
                edge(
                        SIGNED,
                        "TransitiveTagKeys.member.1",
                        "k".repeat(128),
                        "k".repeat(129),
                        "less than or equal to 128"),
                edge(SIGNED, "TransitiveTagKeys.member.1", "a b", "a*b", "regular expression"),
                edge(WEB, "WebIdentityToken", "abcd", "abc", "length greater than or equal to 4"),
                edge(WEB, "WebIdentityToken", "a".repeat(20_000), "a".repeat(20_001), "less than or equal to 20000"),
                edge(WEB, "ProviderId", "abcd", "abc", "length greater than or equal to 4"),
                edge(WEB, "ProviderId", "a".repeat(2_048), "a".repeat(2_049), "less than or equal to 2048"));
    }

    @ParameterizedTest
    @MethodSource({"edges", "more"})
    void atTheEdgeAMemberFitsAndBeyondItItDoesNot(
            String operation, String member, String inside, String outside, String constraint) {
        Map<String, String> members = whole(operation);
        members.put(member, inside);
        assertThat(ask(operation, members).text())
                .doesNotContain("failed to satisfy constraint: Member must have", "regular expression", "integer");

        members.put(member, outside);
        Answer answer = ask(operation, members);
        assertThat(code(answer)).isEqualTo("400 ValidationError");
        String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        assertThat(element(answer, "Message"))
                .startsWith("1 validation error detected: Value at '" + name + "' failed to satisfy constraint: Member"
                        + " must ")
                .contains(constraint);
    }

    @Test
    void everyConstraintWasAsked() {
        assertThat(Stream.concat(edges(), more()).count()).isEqualTo(41);
    }

    @Test
    void everyRequiredMemberIsRequired() {
        for (String operation : List.of(SIGNED, WEB)) {
            for (String member : whole(operation).keySet()) {
                Map<String, String> members = whole(operation);
                members.remove(member);
                String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
                assertThat(error(ask(operation, members)))
                        .isEqualTo("400 ValidationError: 1 validation error detected: Value at '" + name
                                + "' failed to satisfy constraint: Member must not be null");
            }
        }
        assertThat(error(ask(WEB, Map.of()))).startsWith("400 ValidationError: 3 validation errors detected: ");
        Map<String, String> half = whole(SIGNED);
        half.put("Tags.member.1.Key", "team");
        assertThat(error(ask(SIGNED, half))).contains("'tags.member.1.Value' failed to satisfy constraint");
    }

    @Test
    void listsAreAsLongAsTheyMayBe() {
        Map<String, String> tags = whole(SIGNED);
        Map<String, String> arns = whole(SIGNED);
        for (int i = 1; i <= 50; i++) {
            tags.put("Tags.member." + i + ".Key", "key" + i);
            tags.put("Tags.member." + i + ".Value", "v");
            if (i <= 10) {
                arns.put("PolicyArns.member." + i + ".arn", arn("No") + i);
            }
        }
        String most = "failed to satisfy constraint: Member must have length less than or equal to ";
        assertThat(ask(SIGNED, tags).text()).doesNotContain(most);
        assertThat(ask(SIGNED, arns).text()).doesNotContain(most);
        tags.put("Tags.member.51.Key", "key51");
        tags.put("Tags.member.51.Value", "v");
        arns.put("PolicyArns.member.11.arn", arn("No11"));
        assertThat(error(ask(SIGNED, tags))).contains("'tags' " + most + "50");
        assertThat(error(ask(SIGNED, arns))).contains("'policyArns' " + most + "10");
    }

    @Test
    void aTagKeyComesOnceAndWhatIsNotHereIsSaid() {
        Map<String, String> twice = whole(SIGNED);
        for (int i = 1; i <= 2; i++) {
            twice.put("Tags.member." + i + ".Key", "team");
            twice.put("Tags.member." + i + ".Value", "v" + i);
        }
        assertThat(error(ask(SIGNED, twice))).contains("Member must not have a key twice");
        for (String member : List.of("ProvidedContexts.member.1.ProviderArn", "MinimumSessionTokenSize")) {
            Map<String, String> members = whole(SIGNED);
            members.put(member, "1");
            assertThat(error(ask(SIGNED, members))).contains("Member is not supported here");
        }
        Map<String, String> device = whole(SIGNED);
        device.put("SerialNumber", "arn:aws:iam::123456789012:mfa/ann");
        assertThat(code(ask(SIGNED, device))).isEqualTo("403 AccessDenied");
        Map<String, String> unknown = whole(WEB);
        unknown.put("SomethingNew", "1");
        assertThat(code(ask(WEB, unknown))).as("ignored").isEqualTo("400 InvalidIdentityToken");
    }
}
