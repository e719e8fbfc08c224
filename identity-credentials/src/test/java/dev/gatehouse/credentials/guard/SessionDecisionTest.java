package dev.gatehouse.credentials.guard;

import static dev.gatehouse.credentials.support.StsWorld.ACCOUNT;
import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.allowed;
import static dev.gatehouse.credentials.support.StsWorld.arn;
import static dev.gatehouse.credentials.support.StsWorld.asking;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.trusts;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** IAM User Guide, "Policy evaluation logic" and "AWS global condition context keys", at the guard. */
class SessionDecisionTest {
    private static final String BUCKET = "arn:aws:s3:::photos";
    private static final String PHOTO = BUCKET + "/a";

    private final StsWorld world = new StsWorld();

    private static PolicyDocument bucket(String effect, String principal, String action) {
        return PolicyDocument.parse(DocumentKind.RESOURCE, """
                        {"Version":"2012-10-17","Statement":[{"Effect":"%s","Principal":%s,"Action":"%s",
                        "Resource":"arn:aws:s3:::photos/*"}]}""".formatted(effect, principal, action))
                .orElseThrow();
    }

    private boolean open(TemporaryCredentials credentials, String action, PolicyDocument... policies) {
        return allowed(world.ask(credentials, action, PHOTO, List.of(policies)));
    }

    @Test
    void aResourcePolicyAddsToTheRoleAndItsDenyWins() {
        world.with(world.role("Users", document(web("authenticated")))
                .permissionPolicy("read", document(allow("s3:GetObject", "*"))));
        TemporaryCredentials alice = world.credentials("alice");
        String users = "{\"AWS\":\"" + arn("Users") + "\"}";

        assertThat(open(alice, "s3:PutObject")).isFalse();
        assertThat(open(alice, "s3:PutObject", bucket("Allow", users, "s3:PutObject")))
                .isTrue();
        assertThat(open(alice, "s3:PutObject", bucket("Allow", "{\"AWS\":\"" + arn("Other") + "\"}", "s3:*")))
                .isFalse();
        assertThat(open(alice, "s3:GetObject", bucket("Deny", "\"*\"", "s3:*"))).isFalse();
        assertThat(open(alice, "s3:PutObject", bucket("Allow", users, "s3:*"), bucket("Deny", users, "s3:PutObject")))
                .isFalse();
    }

    @Test
    void boundaryAndSessionPolicyLimitWhatAResourcePolicyGivesToTheRole() {
        world.with("Users", web("authenticated"));
        world.with(world.role("Next", document(trusts(arn("Users"), "sts:AssumeRole", "")))
                .permissionPolicy("none", document(allow("sqs:*", "*")))
                .permissionsBoundary(document(allow("s3:*", "*"))));
        PolicyDocument policy = bucket("Allow", "{\"AWS\":\"" + arn("Next") + "\"}", "s3:*");
        TemporaryCredentials alice = world.credentials("alice");
        TemporaryCredentials whole = world.assume(alice, asking("Next"));
        TemporaryCredentials reading = world.assume(alice, asking("Next").policy(document(allow("s3:GetObject", "*"))));

        assertThat(open(whole, "s3:PutObject", policy)).isTrue();
        assertThat(open(reading, "s3:GetObject", policy)).isTrue();
        assertThat(open(reading, "s3:PutObject", policy)).isFalse();
        assertThat(open(whole, "sqs:SendMessage")).as("outside the boundary").isFalse();
    }

    @Test
    void aResourcePolicyForTheVerySessionIsNotForAnotherOfTheSameRole() {
        world.with("Users", web("authenticated"));
        world.with(world.role("Next", document(trusts(arn("Users"), "sts:AssumeRole", "")))
                .permissionPolicy("none", document(allow("sqs:*", "*"))));
        PolicyDocument policy = bucket(
                "Allow", "{\"AWS\":\"arn:aws:sts::" + ACCOUNT + ":assumed-role/Next/session-1\"}", "s3:GetObject");
        TemporaryCredentials alice = world.credentials("alice");

        assertThat(open(world.assume(alice, asking("Next")), "s3:GetObject", policy))
                .isTrue();
        TemporaryCredentials other = world.assume(alice, AssumeRoleRequest.builder(arn("Next"), "session-2"));
        assertThat(open(other, "s3:GetObject", policy)).isFalse();
    }

    @Test
    void everyKeyOfTheSessionCanBeAsked() {
        world.with("Users", web("authenticated"));
        Map<String, String> expected = Map.of(
                "aws:PrincipalArn", arn("Users"),
                "aws:PrincipalAccount", ACCOUNT,
                "aws:PrincipalType", "AssumedRole",
                "aws:FederatedProvider", "cognito-identity.amazonaws.com",
                "cognito-identity.amazonaws.com:aud", StsWorld.POOL.value(),
                "cognito-identity.amazonaws.com:sub", world.identity("alice").value(),
                "aws:TokenIssueTime", world.clock.instant().toString(),
                "aws:CurrentTime", world.clock.instant().toString());
        TemporaryCredentials alice = world.credentials("alice");
        expected.forEach((key, value) -> {
            world.with(world.role("Users", document(web("authenticated")))
                    .permissionPolicy("asks", document("""
                            {"Effect":"Allow","Action":"*","Resource":"*",
                            "Condition":{"StringEquals":{"%s":"%s"}}}""".formatted(key, value))));
            assertThat(open(alice, "s3:GetObject")).as(key).isTrue();
        });
        assertThat(expected).hasSize(8);
    }
}
